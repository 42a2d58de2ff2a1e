/**
 * How quantities, times and names are read from users and shown to them.
 *
 * <p>Reading: {@link dev.holdfast.engine.text.Sizes}, {@link dev.holdfast.engine.text.Span} and {@link dev.holdfast.engine.text.Times}.
 * Showing: {@link dev.holdfast.engine.text.Figures}. Both ways: {@link dev.holdfast.engine.text.Names}, which makes any file name safe to
 * print on a terminal and reads it back.
 *
 * <p>Everything is a pure function of its arguments: no locale, clock or default time zone has a say. A text that cannot be read is a
 * {@link dev.holdfast.core.error.HoldfastException} with code {@code INVALID_ARGUMENT} that shows an example. All types are immutable
 * and may be used by any thread.
 */
@NullMarked
package dev.holdfast.engine.text;

import org.jspecify.annotations.NullMarked;
