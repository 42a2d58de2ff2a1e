/**
 * Time and randomness as things that are handed in. The only place that asks the machine for either, so that a simulator can own
 * both. Implementations are thread-safe.
 */
@NullMarked
package dev.holdfast.core.time;

import org.jspecify.annotations.NullMarked;
