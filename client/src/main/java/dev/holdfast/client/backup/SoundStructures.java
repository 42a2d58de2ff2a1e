package dev.holdfast.client.backup;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.tree.StructureSource;
import java.util.Set;

/** The parent's structure chunks but for those known to be damaged, even if some cache still has them. */
record SoundStructures(Set<Fingerprint> damaged, StructureSource source) implements StructureSource {
    @Override
    public byte[] structure(Fingerprint chunk, ChunkType type) {
        if (damaged.contains(chunk)) {
            throw new HoldfastException(ErrorCode.CHUNK_MISSING, "chunk " + chunk + " is known to be damaged");
        }
        return source.structure(chunk, type);
    }
}
