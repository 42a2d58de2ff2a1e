package dev.holdfast.client.mount;

import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.engine.repository.ChunkReader;
import dev.holdfast.engine.repository.Repository;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Verified chunks, as far as they were used lately; one that several threads want is read once. Thread-safe. */
final class ChunkCache implements AutoCloseable {
    private static final long CAPACITY_BYTES = 32L << 20;

    private final Repository repository;
    private final BoundedCache<Fingerprint, byte[]> chunks = new BoundedCache<>(CAPACITY_BYTES, content -> content.length);
    private final Map<Fingerprint, FutureTask<byte[]>> underway = new HashMap<>();
    private final Queue<ChunkReader> idle = new ConcurrentLinkedQueue<>();

    ChunkCache(Repository repository) {
        this.repository = repository;
    }

    /** The content of a chunk; not to be changed. */
    byte[] get(Fingerprint chunk) {
        FutureTask<byte[]> task;
        boolean mine = false;
        synchronized (underway) {
            // Looked up under the lock: whoever finishes a chunk puts it into the cache before it is no longer underway.
            var known = chunks.find(chunk);
            if (known.isPresent()) {
                return known.get();
            }
            FutureTask<byte[]> others = underway.get(chunk);
            mine = others == null;
            task = others == null ? new FutureTask<>(() -> read(chunk)) : others;
            underway.put(chunk, task);
        }
        return mine ? run(chunk, task) : result(task);
    }

    /** Whether a chunk is here or on its way. */
    boolean has(Fingerprint chunk) {
        synchronized (underway) {
            return underway.containsKey(chunk) || chunks.find(chunk).isPresent();
        }
    }

    private byte[] run(Fingerprint chunk, FutureTask<byte[]> task) {
        try {
            task.run();
            byte[] content = result(task);
            chunks.put(chunk, content);
            return content;
        } finally {
            synchronized (underway) {
                underway.remove(chunk);
            }
        }
    }

    private static byte[] result(FutureTask<byte[]> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException failure -> failure;
                case Error failure -> throw failure;
                case null, default -> new HoldfastException(ErrorCode.INTERNAL, "a chunk could not be read", e);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.INTERRUPTED, "interrupted while reading a chunk", e);
        }
    }

    private byte[] read(Fingerprint chunk) {
        ChunkReader pooled = idle.poll();
        ChunkReader reader = pooled == null ? repository.newChunkReader() : pooled;
        try {
            ByteSlice slice = reader.read(chunk, ChunkType.DATA);
            boolean whole = slice.length() == slice.array().length;
            return whole
                    ? slice.array()
                    : Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + slice.length());
        } finally {
            idle.add(reader);
        }
    }

    @Override
    public void close() {
        for (ChunkReader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.close();
        }
    }
}
