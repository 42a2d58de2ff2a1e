/** Tests that mount for real and compare with the source; skipped where {@code /dev/fuse} cannot be opened. */
@NullMarked
package dev.holdfast.client.mount;

import org.jspecify.annotations.NullMarked;
