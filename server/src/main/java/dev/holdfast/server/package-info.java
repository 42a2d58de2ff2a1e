/**
 * The server: many agents and people reach the repositories of many tenants over HTTP.
 *
 * <p>{@code api} is what an operation is, without a word about HTTP engines; {@code http} runs operations on one. Each of the other
 * packages is one subject with its own tables in the control database and its own list of {@link dev.holdfast.server.api.Route}s.
 */
@NullMarked
package dev.holdfast.server;

import org.jspecify.annotations.NullMarked;
