/**
 * A deterministic simulation of many agents, collectors, forgetters and restorers over the real protocol code.
 *
 * <p>Each actor runs the production classes on a thread of its own, but only the one that holds the baton of the
 * {@link dev.holdfast.testkit.simulator.Scheduler} runs; the interposed stores hand it on before every operation. One seed decides
 * the workload, the order, the crashes and the lost answers, so a seed is a replay. After every change of a store the
 * {@link dev.holdfast.testkit.simulator.Oracle} checks, past the interposed stores, that each snapshot can be restored. A
 * {@link dev.holdfast.testkit.simulator.Scenario} says who takes part; {@link dev.holdfast.testkit.simulator.Simulation} runs one seed
 * of it.
 */
@NullMarked
package dev.holdfast.testkit.simulator;

import org.jspecify.annotations.NullMarked;
