/**
 * Operations that must not happen on outdated flags.
 *
 * <p>Whoever asks for such an operation says by which version of the flags they decided, and
 * {@link dev.holdfast.control.flag.guard.Guard} says whether the flags in question are still what they were then. It is used before the
 * operation has any effect, by Holdfast's own HTTP server and by filters for others'. Pure functions over
 * {@link dev.holdfast.control.flag.RuleSet}; thread-safe.
 */
@NullMarked
package dev.holdfast.control.flag.guard;

import org.jspecify.annotations.NullMarked;
