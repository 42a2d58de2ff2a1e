/**
 * What whoever runs the server leaves open or switches for agents: Holdfast's own flags, as a running agent follows them.
 *
 * <p>{@link dev.holdfast.client.agent.flags.LiveFlags} reads them from the agent's server through the client for Java, {@link dev.holdfast.flags},
 * which keeps a copy in the agent's state directory. Nothing waits for the server: until it has answered, the copy holds, and without one what
 * {@link dev.holdfast.control.own.OwnFlag} says. Thread-safe.
 */
@NullMarked
package dev.holdfast.client.agent.flags;

import org.jspecify.annotations.NullMarked;
