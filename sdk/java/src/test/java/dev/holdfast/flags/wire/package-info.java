/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.flags.wire;

import org.jspecify.annotations.NullMarked;
