package dev.holdfast.storage.service.collect;

import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.IndexFence;

/**
 * Where a collector works and as whom.
 *
 * @param store the rows
 * @param chunks the packs
 * @param repository the repository they belong to, named in the header of each pack
 * @param owner the process that runs the collector
 * @param fence whether {@code store} is still the repository's index; without it nothing is deleted
 */
public record CollectionSite(
        MetadataStore store,
        ChunkStore chunks,
        RepositoryId repository,
        SessionOwner owner,
        Entropy entropy,
        IndexFence fence) {
    /** A site whose index nobody replaces. */
    public CollectionSite(
            MetadataStore store, ChunkStore chunks, RepositoryId repository, SessionOwner owner, Entropy entropy) {
        this(store, chunks, repository, owner, entropy, IndexFence.NONE);
    }
}
