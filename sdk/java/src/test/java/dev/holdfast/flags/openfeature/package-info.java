/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.flags.openfeature;

import org.jspecify.annotations.NullMarked;
