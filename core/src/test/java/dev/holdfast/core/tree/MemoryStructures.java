package dev.holdfast.core.tree;

import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Structure chunks in memory, with what was said about them. */
final class MemoryStructures implements StructureSink, StructureSource {
    private final Fingerprinter fingerprinter = Fingerprinter.plain();
    private final Map<Fingerprint, Stored> chunks = new LinkedHashMap<>();
    private int reads;

    record Stored(ChunkType type, byte[] content, References references) {}

    @Override
    public Fingerprint put(ChunkType type, byte[] content, int length, References references) {
        Fingerprint chunk = fingerprinter.fingerprint(type, content, 0, length);
        chunks.put(chunk, new Stored(type, Arrays.copyOf(content, length), references));
        return chunk;
    }

    @Override
    public byte[] structure(Fingerprint chunk, ChunkType type) {
        reads++;
        Stored stored = chunks.get(chunk);
        if (stored == null || stored.type() != type) {
            throw new HoldfastException(ErrorCode.CHUNK_MISSING, "no chunk " + chunk);
        }
        return stored.content().clone();
    }

    /** Puts other content under the name of a chunk. */
    void damage(Fingerprint chunk, byte[] content) {
        chunks.computeIfPresent(chunk, (name, stored) -> new Stored(stored.type(), content, stored.references()));
    }

    Map<Fingerprint, Stored> chunks() {
        return chunks;
    }

    /** How many chunks were asked for so far. */
    int reads() {
        return reads;
    }
}
