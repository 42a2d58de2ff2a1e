/**
 * The agent: a service that backs a machine up by schedule and does what its server asks, within what its configuration allows.
 *
 * <p>{@link dev.holdfast.client.agent.AgentService} is the loop. It acts on what {@code plan} decides, keeps what {@code store} makes durable,
 * talks to the server through {@code fleet}, and has the work itself done by a {@link dev.holdfast.client.agent.Workshop}, of which the command
 * line has the one that opens repositories. One thread decides; one thread for each lane works; two talk to the server.
 */
@NullMarked
package dev.holdfast.client.agent;

import org.jspecify.annotations.NullMarked;
