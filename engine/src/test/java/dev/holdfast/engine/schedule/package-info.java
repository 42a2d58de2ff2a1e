/** Tests of the package: tables of examples, and properties over random values whose seed is printed. */
@NullMarked
package dev.holdfast.engine.schedule;

import org.jspecify.annotations.NullMarked;
