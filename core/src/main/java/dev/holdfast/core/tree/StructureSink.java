package dev.holdfast.core.tree;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;

/** Where the structure chunks of a tree go while it is built. */
@FunctionalInterface
public interface StructureSink {
    /** Takes the first {@code length} bytes of {@code content}, which the caller may change afterwards, and names the chunk. */
    Fingerprint put(ChunkType type, byte[] content, int length, References references);
}
