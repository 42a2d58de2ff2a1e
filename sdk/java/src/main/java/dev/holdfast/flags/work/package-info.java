/**
 * The client's threads: few and named, and the pauses that they make. {@link dev.holdfast.flags.work.FlagThreads} makes them,
 * {@link dev.holdfast.flags.work.Bell} wakes one, and {@link dev.holdfast.flags.work.Waits} says how long to wait after failures. Thread-safe.
 */
@NullMarked
package dev.holdfast.flags.work;

import org.jspecify.annotations.NullMarked;
