/**
 * Dynamic configuration of this server and of the agents that talk to it: what was published, and how it takes effect while both run.
 *
 * <p>{@link dev.holdfast.server.config.ConfigurationStore} keeps every published version for ever;
 * {@link dev.holdfast.server.config.LiveConfiguration} knows the newest and hands what holds for this server to each
 * {@link dev.holdfast.server.config.ConfiguredPart}. A document that is not sound in any respect is refused before anything is stored, so
 * that what holds stays. The parts that are set know nothing of this package: whoever assembles the server ties both together. Settings
 * are declared in {@link dev.holdfast.server.config.ServerSettings} and {@link dev.holdfast.control.config.AgentSettings}. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.config;

import org.jspecify.annotations.NullMarked;
