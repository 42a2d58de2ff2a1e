/**
 * How much the server takes on at once. Each {@link dev.holdfast.server.api.Lane} has room for so many requests; who finds none waits
 * shortly, and is turned away before any of its body is read. A tenant can take part of a lane only, and so many requests a second.
 *
 * <p>Health and metrics are never turned away. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.limit;

import org.jspecify.annotations.NullMarked;
