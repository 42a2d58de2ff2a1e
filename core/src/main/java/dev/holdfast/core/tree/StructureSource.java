package dev.holdfast.core.tree;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;

/** Where structure chunks come from; implementations verify the fingerprint of what they return. */
@FunctionalInterface
public interface StructureSource {
    /**
     * The content of a chunk.
     *
     * @throws dev.holdfast.core.error.HoldfastException CHUNK_MISSING or CHUNK_DAMAGED
     */
    byte[] structure(Fingerprint chunk, ChunkType type);
}
