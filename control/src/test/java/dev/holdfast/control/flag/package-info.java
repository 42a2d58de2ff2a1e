/** Tests of published rule sets and their evaluation. */
@NullMarked
package dev.holdfast.control.flag;

import org.jspecify.annotations.NullMarked;
