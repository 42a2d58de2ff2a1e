package dev.holdfast.client.upload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chunks that another session is sending, set aside with their content should it not come to that. Belongs to one thread at a time. */
final class HeldChunks {
    /** Others may hold far more than this in all; then it is waited for. */
    private static final int MAX_BYTES = 16 << 20;

    private static final int MAX_CHUNKS = 4096;

    private List<Held> chunks = new ArrayList<>();
    private long bytes;

    record Held(Lane.Chunk chunk, byte[] content) {}

    void add(Lane.Chunk chunk, byte[] buffer, int offset) {
        add(new Held(chunk, Arrays.copyOfRange(buffer, offset, offset + chunk.length())));
    }

    void add(Held held) {
        chunks.add(held);
        bytes += held.content().length;
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    boolean isFull() {
        return bytes >= MAX_BYTES || chunks.size() >= MAX_CHUNKS;
    }

    List<Held> takeAll() {
        List<Held> taken = chunks;
        chunks = new ArrayList<>();
        bytes = 0;
        return taken;
    }
}
