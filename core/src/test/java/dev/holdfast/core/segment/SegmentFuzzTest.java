package dev.holdfast.core.segment;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Mutations;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.TestRings;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Segments of strangers fail with a named failure and make nobody allocate more than a segment may hold. */
final class SegmentFuzzTest {
    @MethodSource("segments")
    @FuzzTest
    void segment(byte[] input) {
        open(TestRings.plain(1), input);
    }

    @MethodSource("encryptedSegments")
    @FuzzTest
    void encryptedSegment(byte[] input) {
        open(TestRings.encrypted(1), input);
    }

    @MethodSource("descriptors")
    @FuzzTest
    void descriptor(byte[] input) {
        for (PackKind kind : PackKind.values()) {
            try {
                if (SegmentDescriptor.decode(input, input.length, kind).rawBytes() > SegmentLimits.MAX_RAW_BYTES) {
                    throw new AssertionError("a descriptor promises more than a segment holds");
                }
            } catch (MalformedException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }

    static Stream<Arguments> segments() {
        return Mutations.of(TestSegments.seal(TestRings.plain(1), 1, ChunkType.TREE, 2, 100).toBytes());
    }

    static Stream<Arguments> encryptedSegments() {
        return Mutations.of(TestSegments.seal(TestRings.encrypted(1), 1, ChunkType.TREE, 2, 100).toBytes());
    }

    static Stream<Arguments> descriptors() {
        ByteWriter writer = new ByteWriter();
        SegmentDescriptor.Chunk chunk = new SegmentDescriptor.Chunk(ChunkType.DATA, 100, Fingerprint.read(new byte[32], 0));
        new SegmentDescriptor(SegmentDescriptor.Compression.ZSTD, 50, List.of(chunk, chunk)).encode(writer);
        return Mutations.of(writer.toBytes());
    }

    private static void open(KeyRing ring, byte[] input) {
        try (SegmentReader reader = new SegmentReader(ring)) {
            reader.verifyAll(reader.open(input, 0, input.length));
        } catch (HoldfastException expected) {
            assertNotNull(expected.getMessage());
        }
    }
}
