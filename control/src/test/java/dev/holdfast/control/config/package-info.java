/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.control.config;

import org.jspecify.annotations.NullMarked;
