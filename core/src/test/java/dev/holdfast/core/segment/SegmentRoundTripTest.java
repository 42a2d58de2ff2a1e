package dev.holdfast.core.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.crypto.SeededEntropy;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.TestRings;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes into a segment comes out of it, in both modes and at every size that matters. */
final class SegmentRoundTripTest {
    static Stream<KeyRing> rings() {
        return Stream.of(TestRings.encrypted(1), TestRings.plain(1));
    }

    @ParameterizedTest
    @MethodSource("rings")
    void groupComesBackInOrderWithTypesLengthsAndFingerprints(KeyRing ring) {
        SeededEntropy entropy = new SeededEntropy(7);
        List<byte[]> chunks = new ArrayList<>();
        for (int length : new int[] {0, 1, 2, 63, 64, 65, 4096, 30_000}) {
            chunks.add(entropy.bytes(length));
            chunks.add(new byte[length]);
        }
        Fingerprinter fingerprinter = ring.newFingerprinter();
        try (SegmentWriter writer = new SegmentWriter(ring, entropy, 3);
                SegmentReader reader = new SegmentReader(ring)) {
            for (byte[] chunk : chunks) {
                writer.add(fingerprinter.fingerprint(ChunkType.DATA, chunk, 0, chunk.length), ChunkType.DATA, chunk, 0, chunk.length);
            }
            assertEquals(chunks.size(), writer.count());
            SealedSegment sealed = writer.seal();
            assertTrue(writer.isEmpty());
            assertEquals(PackKind.DATA, sealed.kind());
            OpenedSegment opened = reader.open(sealed.buffer(), sealed.offset(), sealed.length());
            reader.verifyAll(opened);
            assertEquals(sealed.chunks(), opened.descriptor().fingerprints());
            for (int place = 0; place < chunks.size(); place++) {
                assertArrayEquals(chunks.get(place), opened.copy(place));
                assertEquals(ChunkType.DATA, opened.type(place));
                assertEquals(
                        fingerprinter.fingerprint(ChunkType.DATA, chunks.get(place), 0, chunks.get(place).length),
                        opened.fingerprint(place));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rings")
    void singleChunkIsSealedFromItsOwnersArrayAndLeavesTheGroupAlone(KeyRing ring) {
        byte[] data = new SeededEntropy(3).bytes(1_000_000);
        for (int i = 300_000; i < 700_000; i++) {
            data[i] = (byte) (i >> 10);
        }
        Fingerprinter fingerprinter = ring.newFingerprinter();
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(4), 1);
                SegmentReader reader = new SegmentReader(ring)) {
            writer.add(fingerprinter.fingerprint(ChunkType.TREE, data, 0, 10), ChunkType.TREE, data, 0, 10);
            for (int length : new int[] {0, 1, 100, 8191, 8192, 8193, 16_384, 65_537, 900_000}) {
                SealedSegment sealed = writer.sealSingle(
                        fingerprinter.fingerprint(ChunkType.DATA, data, 5, length), ChunkType.DATA, data, 5, length);
                OpenedSegment opened = reader.open(sealed.toBytes(), 0, sealed.length());
                reader.verifyAll(opened);
                assertEquals(length, opened.length(0));
                assertEquals(1, writer.count());
            }
            assertEquals(PackKind.STRUCTURE, writer.seal().kind());
        }
    }

    @ParameterizedTest
    @MethodSource("rings")
    void contentThatCompressesIsShorterAndContentThatDoesNotIsStored(KeyRing ring) {
        byte[] random = new SeededEntropy(9).bytes(200_000);
        byte[] zeros = new byte[200_000];
        Fingerprinter fingerprinter = ring.newFingerprinter();
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(4), 1);
                SegmentReader reader = new SegmentReader(ring)) {
            SealedSegment stored = writer.sealSingle(
                    fingerprinter.fingerprint(ChunkType.DATA, random, 0, random.length), ChunkType.DATA, random, 0, random.length);
            assertEquals(SegmentDescriptor.Compression.STORED, reader.openDescriptor(stored.buffer(), 0, stored.length()).compression());
            assertTrue(stored.length() >= random.length && stored.length() < random.length * 1.04);
            SealedSegment compressed = writer.sealSingle(
                    fingerprinter.fingerprint(ChunkType.DATA, zeros, 0, zeros.length), ChunkType.DATA, zeros, 0, zeros.length);
            assertEquals(SegmentDescriptor.Compression.ZSTD, reader.openDescriptor(compressed.buffer(), 0, compressed.length()).compression());
            assertTrue(compressed.length() < 1000);
        }
    }

    @Test
    void descriptorOpensWithoutTheBody() {
        KeyRing ring = TestRings.encrypted(2);
        byte[] data = new SeededEntropy(9).bytes(5000);
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(4), 1);
                SegmentReader reader = new SegmentReader(ring)) {
            SealedSegment sealed = writer.sealSingle(
                    ring.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, data.length), ChunkType.DATA, data, 0, data.length);
            SegmentHeader header = SegmentHeader.decode(sealed.buffer(), 0, sealed.length());
            int needed = SegmentHeader.BYTES + header.descriptorBytes();
            assertEquals(sealed.chunks(), reader.openDescriptor(sealed.buffer(), 0, needed).fingerprints());
            assertThrows(HoldfastException.class, () -> reader.openDescriptor(sealed.buffer(), 0, needed - 1));
        }
    }

    @Test
    void largestChunkFitsAndOneByteMoreIsRefused() {
        KeyRing ring = TestRings.encrypted(2);
        byte[] data = new byte[SegmentLimits.MAX_RAW_BYTES + 1];
        new SeededEntropy(1).fill(data);
        Fingerprinter fingerprinter = ring.newFingerprinter();
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(4), 1);
                SegmentReader reader = new SegmentReader(ring)) {
            SealedSegment sealed = writer.sealSingle(
                    fingerprinter.fingerprint(ChunkType.DATA, data, 0, SegmentLimits.MAX_RAW_BYTES),
                    ChunkType.DATA, data, 0, SegmentLimits.MAX_RAW_BYTES);
            assertEquals(SegmentLimits.MAX_RAW_BYTES, reader.open(sealed.buffer(), 0, sealed.length()).length(0));
            HoldfastException refused = assertThrows(HoldfastException.class, () -> writer.sealSingle(
                    fingerprinter.fingerprint(ChunkType.DATA, data, 0, 1), ChunkType.DATA, data, 0, data.length));
            assertEquals(ErrorCode.LIMIT_EXCEEDED, refused.code());
        }
    }

    @Test
    void mostChunksFitAndOneMoreIsRefused() {
        KeyRing ring = TestRings.plain(2);
        byte[] data = {1};
        Fingerprinter fingerprinter = ring.newFingerprinter();
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(4), 1);
                SegmentReader reader = new SegmentReader(ring)) {
            for (int i = 0; i < SegmentLimits.MAX_CHUNKS; i++) {
                writer.add(fingerprinter.fingerprint(ChunkType.DATA, data, 0, 1), ChunkType.DATA, data, 0, 1);
            }
            assertThrows(HoldfastException.class, () -> writer.add(
                    fingerprinter.fingerprint(ChunkType.DATA, data, 0, 1), ChunkType.DATA, data, 0, 1));
            SealedSegment sealed = writer.seal();
            assertEquals(SegmentLimits.MAX_CHUNKS, reader.open(sealed.buffer(), 0, sealed.length()).count());
        }
    }

    @Test
    void twoSegmentsOfTheSameContentShareNoSealedBytes() {
        KeyRing ring = TestRings.encrypted(2);
        byte[] data = new byte[5000];
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(4), 1)) {
            var fingerprint = ring.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, data.length);
            byte[] first = writer.sealSingle(fingerprint, ChunkType.DATA, data, 0, data.length).toBytes();
            byte[] second = writer.sealSingle(fingerprint, ChunkType.DATA, data, 0, data.length).toBytes();
            assertEquals(first.length, second.length);
            for (int at = SegmentHeader.BYTES; at + 8 <= first.length; at++) {
                assertFalse(Arrays.equals(first, at, at + 8, second, at, at + 8), "at " + at);
            }
        }
    }

    @Test
    void lengthShowsNothingButASizeClass() {
        KeyRing ring = TestRings.encrypted(2);
        byte[] data = new SeededEntropy(5).bytes(100_100);
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(4), 1)) {
            var fingerprint = ring.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, 1);
            int first = writer.sealSingle(fingerprint, ChunkType.DATA, data, 0, 100_000).length();
            int second = writer.sealSingle(fingerprint, ChunkType.DATA, data, 0, 100_100).length();
            assertEquals(first, second);
        }
    }

    @Test
    void chunksOfDifferentKindsDoNotShareASegment() {
        KeyRing ring = TestRings.encrypted(2);
        byte[] data = new byte[10];
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(4), 1)) {
            var fingerprint = ring.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, 1);
            writer.add(fingerprint, ChunkType.DATA, data, 0, 1);
            assertThrows(IllegalArgumentException.class, () -> writer.add(fingerprint, ChunkType.TREE, data, 0, 1));
        }
    }
}
