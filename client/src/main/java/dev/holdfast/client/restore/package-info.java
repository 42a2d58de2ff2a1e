/**
 * The restore: the tree of a snapshot written below a target directory, verified while it is written.
 *
 * <p>{@link dev.holdfast.client.restore.Restore} is the entrance. Every operation is relative to an open directory and follows no
 * symbolic link, so nothing escapes the target. A file is written under a temporary name and renamed when it is whole; the
 * attributes of a directory are set after everything below it.
 */
@NullMarked
package dev.holdfast.client.restore;

import org.jspecify.annotations.NullMarked;
