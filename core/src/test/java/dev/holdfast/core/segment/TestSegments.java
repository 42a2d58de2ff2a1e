package dev.holdfast.core.segment;

import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.crypto.SeededEntropy;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.time.Entropy;

/** Small segments that a seed decides. */
public final class TestSegments {
    private TestSegments() {}

    /** A segment of {@code chunks} chunks of {@code type} with {@code chunkBytes} compressible bytes each. */
    public static SealedSegment seal(KeyRing ring, long seed, ChunkType type, int chunks, int chunkBytes) {
        Entropy entropy = new SeededEntropy(seed);
        Fingerprinter fingerprinter = ring.newFingerprinter();
        try (SegmentWriter writer = new SegmentWriter(ring, entropy, 3)) {
            for (int i = 0; i < chunks; i++) {
                byte[] data = entropy.bytes(chunkBytes);
                for (int at = 4; at < data.length; at++) {
                    data[at] = data[at & 3];
                }
                writer.add(fingerprinter.fingerprint(type, data, 0, data.length), type, data, 0, data.length);
            }
            return writer.seal();
        }
    }
}
