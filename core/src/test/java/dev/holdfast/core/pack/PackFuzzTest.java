package dev.holdfast.core.pack;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Mutations;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.keys.TestRings;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.segment.TestSegments;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packs of strangers fail with a named failure, and no range of a pack lies outside of it. */
final class PackFuzzTest {
    private static final PackHeader HEADER = new PackHeader(
            PackKind.DATA,
            new PackId(SessionId.parse("000102030405060708090a0b0c0d0e0f"), 1),
            RepositoryId.parse("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"));

    @MethodSource("packs")
    @FuzzTest
    void pack(byte[] input) {
        requireInside(PackReader.recover(HEADER, PackBytes.of(input)), input.length);
        try {
            requireInside(PackReader.layout(HEADER, PackBytes.of(input)), input.length);
        } catch (HoldfastException expected) {
            assertNotNull(expected.getMessage());
        }
    }

    /** The table by itself, under a checksum that fits, which no fuzzer would hit on. */
    @MethodSource("tables")
    @FuzzTest
    void table(byte[] input) {
        byte[] header = HEADER.encode();
        byte[] trailer = Sha256.of(header, input);
        try {
            PackFooter footer = PackFooter.decode(header, input, trailer, 1 << 20);
            requireInside(new PackLayout(HEADER, footer.segments(), PackLayout.Condition.INTACT), 1 << 20);
        } catch (MalformedException expected) {
            assertNotNull(expected.getMessage());
        }
    }

    static Stream<Arguments> packs() {
        MemorySink sink = new MemorySink();
        PackWriter writer = new PackWriter(HEADER, sink);
        writer.append(TestSegments.seal(TestRings.plain(1), 1, ChunkType.DATA, 2, 10));
        writer.append(TestSegments.seal(TestRings.plain(1), 2, ChunkType.DATA, 1, 10));
        writer.finish();
        return Mutations.of(sink.bytes());
    }

    static Stream<Arguments> tables() {
        byte[] footer = new PackFooter(List.of(new SegmentRange(48, 100), new SegmentRange(148, 200))).encode(HEADER.encode());
        return Mutations.of(Arrays.copyOf(footer, footer.length - PackFooter.TRAILER_BYTES));
    }

    private static void requireInside(PackLayout layout, long packBytes) {
        for (SegmentRange segment : layout.segments()) {
            if (segment.end() > packBytes) {
                throw new AssertionError(segment + " lies outside of " + packBytes + " bytes");
            }
        }
    }
}
