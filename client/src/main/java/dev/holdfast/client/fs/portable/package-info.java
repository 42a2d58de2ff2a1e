/**
 * Access to file systems by {@code java.nio.file} alone, for systems on which the kernel's own calls cannot be made.
 *
 * <p>Where Java can hold a directory open ({@link java.nio.file.SecureDirectoryStream}), opening, listing, renaming and removing
 * children are relative to it. Everything else goes by path, and the path is compared with what was opened before it is used: that
 * finds a swapped directory but leaves a moment between. {@link
 * dev.holdfast.client.fs.portable.PortableFileSystemAccess#limitations()} says what else is missing. Directories may be used by
 * several threads at once.
 */
@NullMarked
package dev.holdfast.client.fs.portable;

import org.jspecify.annotations.NullMarked;
