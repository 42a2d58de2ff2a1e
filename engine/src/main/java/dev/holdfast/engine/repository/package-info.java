/**
 * An opened repository, as the rest of the client sees it: its configuration, its keys, its metadata service and its chunk store,
 * and how to read snapshots and chunks through them.
 *
 * <p>{@link dev.holdfast.engine.repository.Repository} is thread-safe; a {@link dev.holdfast.engine.repository.ChunkReader}
 * belongs to one thread.
 */
@NullMarked
package dev.holdfast.engine.repository;

import org.jspecify.annotations.NullMarked;
