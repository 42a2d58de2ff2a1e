/**
 * The backup: a walk over the sources by a few workers that each run a file from reading to sealing without a queue in between.
 *
 * <p>{@link dev.holdfast.client.backup.Backup} is the entrance. A {@code Walk} hands out tasks (a directory window, a batch of
 * files, a segment of a long file) depth first, so that what is in flight is bounded by the depth of the tree, not its size. Each
 * {@code Worker} owns its buffers, contexts and open packs. Directories are finished bottom up by whoever completes their last
 * part. What did not change since the parent costs one comparison.
 */
@NullMarked
package dev.holdfast.client.backup;

import org.jspecify.annotations.NullMarked;
