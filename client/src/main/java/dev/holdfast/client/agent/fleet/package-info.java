/**
 * What an agent and its server say to each other beside the repository's own protocol: who the agent is, how its backups ended, what it is
 * asked to do.
 *
 * <p>{@link dev.holdfast.client.agent.fleet.FleetApi} is the whole conversation; its implementations are thread-safe. The records here are
 * immutable, and none of them holds a secret.
 */
@NullMarked
package dev.holdfast.client.agent.fleet;

import org.jspecify.annotations.NullMarked;
