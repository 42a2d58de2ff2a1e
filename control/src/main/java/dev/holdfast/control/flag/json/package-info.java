/**
 * JSON as flags need it: read into plain Java values that evaluation works on, and written in one canonical form.
 *
 * <p>A value is {@code null}, a {@link java.lang.Boolean}, a {@link java.lang.Double} (JSON knows one kind of number, and so does
 * JavaScript, whose rules targeting follows), a {@link java.lang.String}, a {@link java.util.List} or a {@link java.util.Map} of such
 * values. Reading ends in a {@link dev.holdfast.control.flag.json.Parsed}, which for a document also knows where each value stands, so
 * that every complaint about it can name line and column. Everything here is immutable or stateless and thread-safe.
 */
@NullMarked
package dev.holdfast.control.flag.json;

import org.jspecify.annotations.NullMarked;
