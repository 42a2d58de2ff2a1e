/**
 * Snapshots as a read-only file system: {@code latest}, {@code snapshots/<id>}, {@code times/<time>}, {@code hosts/<host>/<time>} and
 * {@code tags/<tag>/<time>}, and below each snapshot its tree exactly as a restore would write it.
 *
 * <p>{@link dev.holdfast.client.mount.SnapshotMount} is the way in. {@code SnapshotFiles} answers the kernel: what stands above the
 * snapshots comes from {@code Catalogue}, which looks for new snapshots when somebody looks at it; what stands below is found through
 * {@code Directories}, {@code TreeCache} and {@code FileReads}.
 *
 * <p>A node's number says where the node stands: in which directory, in which leaf of it, at which place there. So a file costs no memory
 * here, however many of them the kernel remembers; only directories are remembered, and no longer than by the kernel. Inode numbers are
 * another matter: they are computed from the snapshot and the source's device and inode, so that names of one file share theirs and no
 * two snapshots do. Everything is thread-safe; every cache has a limit.
 */
@NullMarked
package dev.holdfast.client.mount;

import org.jspecify.annotations.NullMarked;
