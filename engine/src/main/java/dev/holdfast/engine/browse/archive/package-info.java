/**
 * Trees of snapshots as archives: {@link dev.holdfast.engine.browse.archive.Dump} writes a file or a directory as tar or zip into a
 * stream.
 *
 * <p>Tar is written in the POSIX pax form and loses nothing that the form can say: names and link targets as raw bytes, times to the
 * nanosecond, owners by number and name, extended attributes as {@code SCHILY.xattr} records, hard links, holes in the way of GNU tar
 * 1.0, devices. Zip knows less: names are UTF-8, hard links become copies, and what is neither file, directory nor symbolic link is left
 * out. The bytes of headers come from Commons Compress. An archive belongs to one thread.
 */
@NullMarked
package dev.holdfast.engine.browse.archive;

import org.jspecify.annotations.NullMarked;
