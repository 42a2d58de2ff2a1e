/**
 * The metadata store in one SQLite file, shared by any number of processes.
 *
 * <p><b>Layers.</b> {@link dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore} is the store. {@code Database} owns the
 * connections: one that writes, a few that read. {@code Link} is a connection with its prepared statements. {@code SessionTable},
 * {@code PackTable}, {@code FactTable}, {@code ContentsTable} and {@code ClaimTable} are the statements over each table, {@code RowCodec} and
 * {@code ContentsCodec} the bytes in it, {@code Checked} the checksum on every value, {@code SqliteFailures} the coded failures.
 *
 * <p><b>Durability.</b> The file is in WAL mode. A transaction that has to be durable ends with an fsync of the log, and the log is one
 * sequence, so it also makes everything before it durable, whoever wrote it: that is why facts may be written without an fsync of
 * their own before the pack's row, which has one.
 *
 * <p><b>Damage.</b> SQLite finds most damage to the structure of its file, but not to the values in it, so each value here carries a
 * CRC-32C over itself and its key, and the rows which collection must not overlook are counted. What is left is a fact that a damaged
 * page hides: its chunk looks absent, is sent again, and {@code verify} tells.
 *
 * <p><b>Threads.</b> Everything public is thread-safe. Writers of one process queue at a lock, those of several processes at SQLite's
 * own, which the operating system drops when a process dies.
 */
@NullMarked
package dev.holdfast.storage.metadata.sqlite;

import org.jspecify.annotations.NullMarked;
