package dev.holdfast.testkit.storage;

import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.testkit.contract.ClaimContract;

final class MemoryClaimTest extends ClaimContract {
    @Override
    protected MetadataStore openEmpty() {
        return new MemoryMetadataStore();
    }
}
