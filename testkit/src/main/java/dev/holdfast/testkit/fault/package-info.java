/**
 * Storage that fails at the N-th call, or from there on as if its process had died.
 *
 * <p>A {@link dev.holdfast.testkit.fault.FaultPlan} counts the calls of all decorators that share it. A test runs once with {@link
 * dev.holdfast.testkit.fault.FaultPlan#none()} to learn how many calls there are, then once for each of them. Thread-safe.
 */
@NullMarked
package dev.holdfast.testkit.fault;

import org.jspecify.annotations.NullMarked;
