/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.control.flag.json;

import org.jspecify.annotations.NullMarked;
