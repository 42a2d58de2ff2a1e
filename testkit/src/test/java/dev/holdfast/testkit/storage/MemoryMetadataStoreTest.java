package dev.holdfast.testkit.storage;

import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.testkit.contract.MetadataStoreContract;

final class MemoryMetadataStoreTest extends MetadataStoreContract {
    @Override
    protected MetadataStore openEmpty() {
        return new MemoryMetadataStore();
    }
}
