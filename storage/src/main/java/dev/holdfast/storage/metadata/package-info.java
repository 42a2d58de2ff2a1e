/**
 * The rows behind the protocol: sessions, packs, facts, references and damage marks, over any engine that has compare-and-set.
 *
 * <p>{@link dev.holdfast.storage.metadata.MetadataStore} is the whole interface; {@code memory} and {@code sqlite} below implement
 * it, and one contract suite holds for all. It knows nothing of the protocol's rules: those are in
 * {@code dev.holdfast.storage.service}. Implementations are thread-safe.
 */
@NullMarked
package dev.holdfast.storage.metadata;

import org.jspecify.annotations.NullMarked;
