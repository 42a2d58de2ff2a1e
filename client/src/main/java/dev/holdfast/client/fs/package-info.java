/**
 * The agent's access to file systems, with names as bytes and every operation relative to an open directory.
 *
 * <p>Nothing here follows a symbolic link but the opening of a root, so that a path swapped under a running walk leads nowhere.
 * {@code linux} speaks to the kernel directly; {@code portable} goes through {@code java.nio.file} and says what it lacks; {@code
 * machine} chooses between them. A {@link dev.holdfast.client.fs.Directory} may be used by several threads at once; an open file
 * belongs to one, except that a {@link dev.holdfast.client.fs.TargetFile} takes writes to separate ranges from several.
 */
@NullMarked
package dev.holdfast.client.fs;

import org.jspecify.annotations.NullMarked;
