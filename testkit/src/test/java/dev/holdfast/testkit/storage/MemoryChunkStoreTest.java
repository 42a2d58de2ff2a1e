package dev.holdfast.testkit.storage;

import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.storage.chunkstore.memory.MemoryChunkStore;
import dev.holdfast.testkit.contract.ChunkStoreContract;

final class MemoryChunkStoreTest extends ChunkStoreContract {
    @Override
    protected ChunkStore openEmpty() {
        return new MemoryChunkStore();
    }
}
