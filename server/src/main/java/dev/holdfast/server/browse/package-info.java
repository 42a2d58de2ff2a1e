/**
 * Looking into a tenant's snapshots from outside: lists, directories, histories, comparisons, downloads, and the keys that people lend
 * the server for it.
 *
 * <p>{@link dev.holdfast.server.browse.UnlockedRepositories} opens a repository over the rows and packs that the server holds anyway,
 * with a key ring that lives no longer than the sign-in that brought the passphrase. Everything else here reads through it by the
 * engine, a bounded piece for each call, and names what it has seen in a cursor, so that the server keeps no state of a listing. Names
 * and paths are bytes and go in and out as such beside their text. Tags are the one thing that is written here, sealed with the same
 * keys. Everything is thread-safe but for what a call makes for itself.
 */
@NullMarked
package dev.holdfast.server.browse;

import org.jspecify.annotations.NullMarked;
