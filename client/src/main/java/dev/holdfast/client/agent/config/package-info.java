/**
 * What an agent is told in its configuration file: where its repository is, when it backs up what, and what its server may ask of it.
 *
 * <p>{@link dev.holdfast.client.agent.config.ConfigFile} reads TOML strictly: a key it does not know is a failure that names the nearest one,
 * and a secret is named by file or command, never written down. The records are immutable and validated as they are made.
 */
@NullMarked
package dev.holdfast.client.agent.config;

import org.jspecify.annotations.NullMarked;
