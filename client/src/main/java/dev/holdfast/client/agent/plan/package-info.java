/**
 * What an agent decides: which backup is due, what runs next, when something is tried again, what the server is told.
 *
 * <p>{@link dev.holdfast.client.agent.plan.AgentPlan} is a function from a state and a moment to the next state. It reads no clock, opens no
 * file and asks nobody, so that tests can lead it through years. The state is all there is to remember; {@code client.agent.store} makes it
 * durable and {@code client.agent} acts on it. All types here are immutable.
 */
@NullMarked
package dev.holdfast.client.agent.plan;

import org.jspecify.annotations.NullMarked;
