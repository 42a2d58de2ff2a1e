/**
 * The commands of the agent: running it, looking at it, telling it something.
 *
 * <p>{@code agent run} puts the agent of {@code client.agent} together and gives it a workshop that makes backups in the way of {@code
 * holdfast backup}. The other commands only read and write the agent's state directory, whether it runs or not.
 */
@NullMarked
package dev.holdfast.client.cli.agent;

import org.jspecify.annotations.NullMarked;
