/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.flags.kept;

import org.jspecify.annotations.NullMarked;
