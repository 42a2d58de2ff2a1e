/**
 * Flags for programs that use OpenFeature: {@link dev.holdfast.flags.openfeature.HoldfastProvider} puts its words on
 * {@link dev.holdfast.flags.Flags}. Contexts and values change their form on the way, attribute by attribute and only where a rule looks.
 * Thread-safe.
 */
@NullMarked
package dev.holdfast.flags.openfeature;

import org.jspecify.annotations.NullMarked;
