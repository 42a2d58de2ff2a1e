/**
 * Tenants: the names under which repositories are kept apart, their limits, and the opened repository of each.
 *
 * <p>A tenant's data is an ordinary repository directory, so every local command works on it while the server is stopped. No question
 * ever crosses tenants. Types here are immutable or thread-safe.
 */
@NullMarked
package dev.holdfast.server.tenant;

import org.jspecify.annotations.NullMarked;
