/**
 * The description of the API, in the form of OpenAPI 3.1, written from the same {@link dev.holdfast.server.api.Route}s that are served.
 * Thread-safe.
 */
@NullMarked
package dev.holdfast.server.openapi;

import org.jspecify.annotations.NullMarked;
