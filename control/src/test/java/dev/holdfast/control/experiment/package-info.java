/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.control.experiment;

import org.jspecify.annotations.NullMarked;
