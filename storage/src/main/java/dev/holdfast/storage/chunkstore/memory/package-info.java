/**
 * The chunk store that keeps packs in memory, for tests and simulation.
 *
 * <p>Thread-safe. Follows the same contract as every other store, down to the failures.
 */
@NullMarked
package dev.holdfast.storage.chunkstore.memory;

import org.jspecify.annotations.NullMarked;
