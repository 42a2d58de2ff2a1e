/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.flags.guard;

import org.jspecify.annotations.NullMarked;
