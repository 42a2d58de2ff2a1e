/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.flags.sticky;

import org.jspecify.annotations.NullMarked;
