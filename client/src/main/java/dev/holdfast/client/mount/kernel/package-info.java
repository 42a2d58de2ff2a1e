/**
 * The kernel's FUSE protocol, spoken directly on {@code /dev/fuse}: mounting, requests and replies, and the threads that serve them.
 *
 * <p>Nothing here knows about snapshots. A {@link dev.holdfast.client.mount.kernel.FileSystem} answers by node number;
 * {@link dev.holdfast.client.mount.kernel.Mounting} attaches it to a directory, as root by the kernel's own call and otherwise through
 * {@code fusermount3}; a {@link dev.holdfast.client.mount.kernel.Connection} reads requests on several threads, each with native memory
 * of its own, until the file system is unmounted. Names, link targets and attributes are bytes from end to end, and no native code calls
 * back into Java. The protocol is the one of {@code linux/fuse.h}, version 7.31, which every kernel since 5.4 speaks.
 */
@NullMarked
package dev.holdfast.client.mount.kernel;

import org.jspecify.annotations.NullMarked;
