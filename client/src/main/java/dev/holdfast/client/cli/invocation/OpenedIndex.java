package dev.holdfast.client.cli.invocation;

import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.IndexFence;

/**
 * One generation of a repository's index.
 *
 * @param fence whether it is still the one that counts
 */
record OpenedIndex(MetadataStore rows, int generation, IndexFence fence) {}
