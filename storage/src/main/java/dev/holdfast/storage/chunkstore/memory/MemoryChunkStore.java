package dev.holdfast.storage.chunkstore.memory;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Packs as byte arrays in a concurrent map. */
public final class MemoryChunkStore implements ChunkStore {
    private final ConcurrentHashMap<PackId, byte[]> packs = new ConcurrentHashMap<>();

    @Override
    public PackSink create(PackId id) {
        return new Sink(id);
    }

    @Override
    public void read(PackId id, long offset, byte[] target, int targetOffset, int length) {
        byte[] pack = packs.get(id);
        if (pack == null) {
            throw new HoldfastException(ErrorCode.PACK_MISSING, "pack " + id + " is not there", "run: holdfast check");
        }
        if (offset < 0 || offset > pack.length - length) {
            throw new HoldfastException(
                    ErrorCode.PACK_DAMAGED,
                    "pack " + id + " has " + pack.length + " bytes, too few for " + length + " from " + offset,
                    "run: holdfast check");
        }
        System.arraycopy(pack, (int) offset, target, targetOffset, length);
    }

    @Override
    public OptionalLong size(PackId id) {
        byte[] pack = packs.get(id);
        return pack == null ? OptionalLong.empty() : OptionalLong.of(pack.length);
    }

    @Override
    public void delete(PackId id) {
        packs.remove(id);
    }

    @Override
    public void list(Consumer<PackId> each) {
        List.copyOf(packs.keySet()).forEach(each);
    }

    @Override
    public void sweep() {
        // No other process writes here.
    }

    @Override
    public void close() {
        // Nothing is held that the garbage collector would not find.
    }

    private final class Sink implements PackSink {
        private final PackId id;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean open = true;

        Sink(PackId id) {
            this.id = id;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            requireOpen();
            bytes.write(source, offset, length);
        }

        @Override
        public void commit() {
            requireOpen();
            open = false;
            if (packs.putIfAbsent(id, bytes.toByteArray()) != null) {
                throw new HoldfastException(ErrorCode.INTERNAL, "pack " + id + " was written twice");
            }
        }

        private void requireOpen() {
            if (!open) {
                throw new IllegalStateException("pack " + id + " is no longer being written");
            }
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
