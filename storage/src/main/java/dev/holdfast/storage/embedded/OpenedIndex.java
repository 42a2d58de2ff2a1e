package dev.holdfast.storage.embedded;

import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.IndexFence;

/**
 * One generation of a repository's index.
 *
 * @param rows what it holds; to be closed by whoever opened it
 * @param generation its number, which counts up with every rebuild
 * @param fence whether it is still the one that counts
 */
public record OpenedIndex(MetadataStore rows, int generation, IndexFence fence) {}
