package dev.holdfast.core.segment;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.PackKind;
import java.util.Arrays;
import java.util.List;

/**
 * A finished segment, ready for a pack. Its bytes lie in its writer's buffer and are valid until the writer seals the next one.
 *
 * @param kind the kind of pack it belongs in
 * @param buffer the array that holds it
 * @param offset its first byte in {@code buffer}
 * @param length its length in bytes
 * @param rawBytes length of the chunks before compression
 * @param chunks fingerprints of its chunks in order of their place
 */
public record SealedSegment(PackKind kind, byte[] buffer, int offset, int length, int rawBytes, List<Fingerprint> chunks) {
    public SealedSegment {
        chunks = List.copyOf(chunks);
    }

    /** A copy of the segment's bytes. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(buffer, offset, offset + length);
    }
}
