package dev.holdfast.client.upload;

import dev.holdfast.core.id.Fingerprint;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What a session knows of chunks without asking: those on their way in its own open packs, exactly, and those lately found present,
 * as far as a fixed table remembers. Memory is bounded by the content of the open packs. Thread-safe.
 */
final class KnownChunks {
    private static final int RECENT = 1 << 15;

    private final Set<Fingerprint> onTheirWay = ConcurrentHashMap.newKeySet();
    private final AtomicReferenceArray<Fingerprint> recent = new AtomicReferenceArray<>(RECENT);

    /** True if the caller has to take care of the chunk; false if it is present or somebody else's care. */
    boolean claim(Fingerprint chunk) {
        return !chunk.equals(recent.get(slot(chunk))) && onTheirWay.add(chunk);
    }

    /** Says that claimed chunks are present in the repository now. */
    void present(Collection<Fingerprint> chunks) {
        for (Fingerprint chunk : chunks) {
            present(chunk);
        }
    }

    void present(Fingerprint chunk) {
        recent.set(slot(chunk), chunk);
        onTheirWay.remove(chunk);
    }

    private static int slot(Fingerprint chunk) {
        return chunk.hashCode() & RECENT - 1;
    }
}
