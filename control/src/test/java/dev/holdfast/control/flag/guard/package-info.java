/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.control.flag.guard;

import org.jspecify.annotations.NullMarked;
