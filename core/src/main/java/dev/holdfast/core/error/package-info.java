/**
 * The one family of failures that every part of Holdfast throws.
 *
 * <p>An expected outcome (already present, lost a race, not found) is a value, never an exception. What remains is a
 * {@link dev.holdfast.core.error.HoldfastException}: it carries a stable {@link dev.holdfast.core.error.ErrorCode}, whose kind
 * tells the caller what it may do next, and a message that names the cause, the object and the next command to run. All types
 * here are immutable.
 */
@NullMarked
package dev.holdfast.core.error;

import org.jspecify.annotations.NullMarked;
