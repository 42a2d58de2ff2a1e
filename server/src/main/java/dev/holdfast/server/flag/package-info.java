/**
 * Feature flags over HTTP: OFREP 0.3, which every OpenFeature client speaks, and the server that serves nothing else.
 *
 * <p>{@link dev.holdfast.server.flag.FlagSource} is where the rule set comes from; {@link dev.holdfast.server.flag.FlagFile} takes it
 * from a file that it watches. {@link dev.holdfast.server.flag.FlagRoutes} answers, {@link dev.holdfast.server.flag.FlagServer} listens.
 * Decisions are those of {@link dev.holdfast.control.flag}; here they only become bytes. Everything is thread-safe.
 */
@NullMarked
package dev.holdfast.server.flag;

import org.jspecify.annotations.NullMarked;
