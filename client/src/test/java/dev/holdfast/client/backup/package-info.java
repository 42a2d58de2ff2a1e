/** Backups for the tests of other packages. */
@NullMarked
package dev.holdfast.client.backup;

import org.jspecify.annotations.NullMarked;
