package dev.holdfast.engine.repository;

import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.tree.StructureSource;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Reads directories and piece lists for any number of threads, each with a reader of its own while it reads. */
final class StructureReader implements StructureSource, AutoCloseable {
    private final Repository repository;
    private final SegmentCache cache;
    private final Queue<ChunkReader> idle = new ConcurrentLinkedQueue<>();

    StructureReader(Repository repository, long cacheBytes) {
        this.repository = repository;
        this.cache = new SegmentCache(cacheBytes);
    }

    @Override
    public byte[] structure(Fingerprint chunk, ChunkType type) {
        @Nullable ChunkReader pooled = idle.poll();
        ChunkReader reader = pooled == null ? new ChunkReader(repository, cache) : pooled;
        try {
            ByteSlice slice = reader.read(chunk, type);
            return Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + slice.length());
        } finally {
            idle.add(reader);
        }
    }

    @Override
    public void close() {
        idle.forEach(ChunkReader::close);
        idle.clear();
        cache.clear();
    }
}
