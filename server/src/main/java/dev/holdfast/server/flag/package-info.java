/**
 * Feature flags over HTTP: OFREP 0.3, which every OpenFeature client speaks, what goes beyond it, and the server that serves nothing else.
 *
 * <p>{@link dev.holdfast.server.flag.FlagSource} is where the rule set comes from. {@link dev.holdfast.server.flag.FlagFeed} is what its readers
 * get: the present version, those shortly before it, and the news of the next. {@link dev.holdfast.server.flag.DeliveryRoutes} are the
 * operations over one or many feeds; {@link dev.holdfast.server.flag.Keeping} is what their answers keep from before, if anything.
 * {@link dev.holdfast.server.flag.FlagServer} serves a file, which it watches, to whom {@link dev.holdfast.server.flag.RulesAccess} lets in.
 * Decisions are those of {@link dev.holdfast.control.flag}; here they only become bytes. Everything is thread-safe.
 */
@NullMarked
package dev.holdfast.server.flag;

import org.jspecify.annotations.NullMarked;
