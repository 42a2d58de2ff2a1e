/**
 * What tenants store: the figures of now, and samples of earlier days. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.storage;

import org.jspecify.annotations.NullMarked;
