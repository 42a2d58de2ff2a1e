/**
 * The metadata store that keeps its rows in memory: for tests, for simulation, and as the model that other stores are compared with.
 *
 * <p>{@link dev.holdfast.storage.metadata.memory.MemoryMetadataStore} guards everything with one monitor, so each method is one
 * step and the history of any run is linear. Nothing outlives the object.
 */
@NullMarked
package dev.holdfast.storage.metadata.memory;

import org.jspecify.annotations.NullMarked;
