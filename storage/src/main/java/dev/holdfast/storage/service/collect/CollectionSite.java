package dev.holdfast.storage.service.collect;

import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;

/**
 * Where a collector works and as whom.
 *
 * @param store the rows
 * @param chunks the packs
 * @param repository the repository they belong to, named in the header of each pack
 * @param owner the process that runs the collector
 */
public record CollectionSite(
        MetadataStore store, ChunkStore chunks, RepositoryId repository, SessionOwner owner, Entropy entropy) {}
