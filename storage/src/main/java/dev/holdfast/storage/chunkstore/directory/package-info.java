/**
 * The chunk store in a directory: one file for each pack.
 *
 * <p>{@code packs/incoming} holds what is being written, {@code packs/00} to {@code packs/ff} what was. A pack is written into an
 * {@link dev.holdfast.storage.files.IncomingFile}, made durable and renamed; nothing in here is ever changed afterwards. Readers
 * share a bounded number of open files.
 *
 * <p>{@link dev.holdfast.storage.chunkstore.directory.DirectoryChunkStore} is thread-safe and may be open in any number of
 * processes at once.
 */
@NullMarked
package dev.holdfast.storage.chunkstore.directory;

import org.jspecify.annotations.NullMarked;
