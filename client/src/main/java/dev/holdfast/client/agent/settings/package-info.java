/**
 * What the server has configured for an agent, as the running agent follows it.
 *
 * <p>{@link dev.holdfast.client.agent.settings.LiveSettings} takes over what a server tells, keeps it in the agent's state directory, so
 * that an agent whose server is away starts with what it knew, and answers whoever asks from memory. Which settings there are and within
 * which bounds says {@link dev.holdfast.control.config.AgentSettings}, on the agent as on the server: what lies outside them, whoever
 * says it, is not heeded. Thread-safe.
 */
@NullMarked
package dev.holdfast.client.agent.settings;

import org.jspecify.annotations.NullMarked;
