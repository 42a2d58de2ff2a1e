package dev.holdfast.testkit.storage;

import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.chunkstore.memory.MemoryChunkStore;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import dev.holdfast.testkit.contract.MetadataServiceContract;

final class EmbeddedServiceTest extends MetadataServiceContract {
    @Override
    protected Opened openEmpty() {
        Entropy entropy = Entropy.system();
        return new Opened(
                new EmbeddedMetadataService(new MemoryMetadataStore(), entropy), new MemoryChunkStore(), new RepositoryId(entropy.id()));
    }
}
