package dev.holdfast.core.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.crypto.SeededEntropy;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.TestRings;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.segment.SealedSegment;
import dev.holdfast.core.segment.SegmentReader;
import dev.holdfast.core.segment.TestSegments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pack tells what it holds, notices damage, and gives back what damage has left. */
final class PackTest {
    private final KeyRing ring = TestRings.encrypted(1);
    private final PackHeader header =
            new PackHeader(PackKind.DATA, new PackId(new SessionId(new SeededEntropy(3).id()), 5), ring.repository());
    private final MemorySink sink = new MemorySink();

    @Test
    void layoutAndDigestAreThoseOfTheBytes() {
        FinishedPack finished = write(3);
        byte[] pack = sink.bytes();
        assertEquals(pack.length, finished.sizeBytes());
        assertEquals(Digest.of(Sha256.of(pack)), finished.digest());
        assertEquals(finished.digest(), PackVerifier.digest(PackBytes.of(pack)));
        PackLayout layout = PackReader.layout(header, PackBytes.of(pack));
        assertEquals(PackLayout.Condition.INTACT, layout.condition());
        assertEquals(ranges(finished), layout.segments());
        assertOpen(finished, pack, layout.segments());
    }

    @Test
    void emptyPackIsAPack() {
        FinishedPack finished = write(0);
        assertEquals(List.of(), PackReader.layout(header, PackBytes.of(sink.bytes())).segments());
        assertEquals(List.of(), finished.segments());
    }

    @Test
    void packOfAnotherNameIsNotTaken() {
        write(1);
        PackHeader other = new PackHeader(header.kind(), new PackId(header.id().session(), 6), header.repository());
        HoldfastException failure =
                assertThrows(HoldfastException.class, () -> PackReader.layout(other, PackBytes.of(sink.bytes())));
        assertEquals(ErrorCode.PACK_DAMAGED, failure.code());
        assertTrue(String.valueOf(failure.getMessage()).contains(other.id().toString()));
        assertEquals(List.of(), PackReader.recover(other, PackBytes.of(sink.bytes())).segments());
    }

    @Test
    void everyFlippedBitOfHeaderAndFooterIsNoticedAndEverySegmentRecovered() {
        FinishedPack finished = write(3);
        byte[] pack = sink.bytes();
        int footerAt = (int) ranges(finished).getLast().end();
        for (int at = 0; at < pack.length; at++) {
            if (at < PackHeader.BYTES || at >= footerAt) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] flipped = pack.clone();
                    flipped[at] ^= (byte) (1 << bit);
                    HoldfastException failure =
                            assertThrows(HoldfastException.class, () -> PackReader.layout(header, PackBytes.of(flipped)));
                    assertEquals(ErrorCode.PACK_DAMAGED, failure.code());
                    PackLayout recovered = PackReader.recover(header, PackBytes.of(flipped));
                    assertEquals(PackLayout.Condition.RECOVERED, recovered.condition());
                    assertOpen(finished, flipped, recovered.segments());
                }
            }
        }
    }

    @Test
    void everyTruncationIsNoticedAndWholeSegmentsAreRecovered() {
        FinishedPack finished = write(3);
        byte[] pack = sink.bytes();
        for (int length = 0; length < pack.length; length++) {
            byte[] truncated = Arrays.copyOf(pack, length);
            assertThrows(HoldfastException.class, () -> PackReader.layout(header, PackBytes.of(truncated)));
            int end = length;
            List<SegmentRange> whole =
                    ranges(finished).stream().filter(range -> range.end() <= end).toList();
            assertTrue(PackReader.recover(header, PackBytes.of(truncated)).segments().containsAll(whole), "length " + length);
        }
    }

    @Test
    void damagedSegmentHeaderCostsThatSegmentOnly() {
        FinishedPack finished = write(4);
        List<SegmentRange> ranges = ranges(finished);
        for (int at = 0; at < 64; at++) {
            byte[] damaged = sink.bytes();
            damaged[(int) ranges.get(1).offset() + at] ^= 0x40;
            damaged[damaged.length - 1] ^= 1;
            List<SegmentRange> found = PackReader.recover(header, PackBytes.of(damaged)).segments();
            assertTrue(found.containsAll(List.of(ranges.get(0), ranges.get(2), ranges.get(3))), "byte " + at);
        }
    }

    @Test
    void missingBeginningCostsTheFirstSegmentOnly() {
        FinishedPack finished = write(3);
        byte[] pack = sink.bytes();
        byte[] tail = Arrays.copyOfRange(pack, 100, pack.length);
        List<SegmentRange> expected = ranges(finished).stream()
                .skip(1)
                .map(range -> new SegmentRange(range.offset() - 100, range.length()))
                .toList();
        assertTrue(PackReader.recover(header, PackBytes.of(tail)).segments().containsAll(expected));
    }

    @Test
    void garbageOfAnyLengthIsNoPackAndHoldsNoSegment() {
        byte[] garbage = new SeededEntropy(4).bytes(300_000);
        for (int length : new int[] {0, 1, 47, 48, 63, 64, 91, 92, 93, 1000, 262_144, 300_000}) {
            byte[] pack = Arrays.copyOf(garbage, length);
            assertThrows(HoldfastException.class, () -> PackReader.layout(header, PackBytes.of(pack)));
            assertEquals(List.of(), PackReader.recover(header, PackBytes.of(pack)).segments());
        }
    }

    @Test
    void segmentOfTheOtherKindIsRefused() {
        PackWriter writer = new PackWriter(header, sink);
        SealedSegment tree = TestSegments.seal(ring, 1, ChunkType.TREE, 1, 10);
        assertThrows(IllegalArgumentException.class, () -> writer.append(tree));
    }

    @Test
    void fullPackTakesNoMore() {
        PackWriter writer = new PackWriter(header, sink);
        SealedSegment small = TestSegments.seal(ring, 1, ChunkType.DATA, 1, 1);
        assertTrue(writer.hasRoomFor(small.length()));
        assertTrue(writer.hasRoomFor(PackLimits.MAX_PACK_BYTES - 100));
        assertFalse(writer.hasRoomFor(PackLimits.MAX_PACK_BYTES - 99));
        sink.discard();
        for (int i = 0; i < PackLimits.MAX_SEGMENTS; i++) {
            writer.append(small);
        }
        assertEquals(
                ErrorCode.LIMIT_EXCEEDED,
                assertThrows(HoldfastException.class, () -> writer.append(small)).code());
        assertEquals(PackLimits.MAX_SEGMENTS, writer.finish().segments().size());
    }

    private FinishedPack write(int segments) {
        PackWriter writer = new PackWriter(header, sink);
        for (int i = 0; i < segments; i++) {
            SealedSegment segment = TestSegments.seal(ring, i, ChunkType.DATA, i + 1, 20);
            long before = writer.sizeBytes();
            assertEquals(new SegmentRange(before, segment.length()), writer.append(segment));
        }
        FinishedPack finished = writer.finish();
        assertEquals(writer.sizeBytes(), finished.sizeBytes());
        return finished;
    }

    private void assertOpen(FinishedPack finished, byte[] pack, List<SegmentRange> ranges) {
        assertEquals(finished.segments().size(), ranges.size());
        try (SegmentReader reader = new SegmentReader(ring)) {
            for (int i = 0; i < ranges.size(); i++) {
                byte[] sealed = PackBytes.of(pack).read(ranges.get(i).offset(), ranges.get(i).length());
                assertEquals(
                        finished.segments().get(i).chunks(),
                        reader.open(sealed, 0, sealed.length).descriptor().fingerprints());
            }
        }
    }

    private static List<SegmentRange> ranges(FinishedPack finished) {
        List<SegmentRange> ranges = new ArrayList<>();
        for (PackContents.Segment segment : finished.segments()) {
            ranges.add(new SegmentRange(segment.offset(), segment.length()));
        }
        return ranges;
    }
}
