/**
 * Tests that look at the whole of Holdfast from outside.
 */
@NullMarked
package dev.holdfast.verify;

import org.jspecify.annotations.NullMarked;
