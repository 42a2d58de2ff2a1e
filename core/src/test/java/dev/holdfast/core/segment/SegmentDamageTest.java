package dev.holdfast.core.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.crypto.Box;
import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.crypto.SeededEntropy;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.PlainKeyRing;
import dev.holdfast.core.keys.TestRings;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No segment but the one that was sealed opens, whatever happened to its bytes. */
final class SegmentDamageTest {
    static Stream<KeyRing> rings() {
        return Stream.of(TestRings.encrypted(1), TestRings.plain(1));
    }

    @ParameterizedTest
    @MethodSource("rings")
    void everyFlippedBitIsNoticed(KeyRing ring) {
        byte[] sealed = TestSegments.seal(ring, 5, ChunkType.TREE, 3, 200).toBytes();
        try (SegmentReader reader = new SegmentReader(ring)) {
            for (int bit = 0; bit < sealed.length * 8; bit++) {
                sealed[bit / 8] ^= (byte) (1 << bit % 8);
                assertThrows(HoldfastException.class, () -> reader.open(sealed, 0, sealed.length), "bit " + bit);
                sealed[bit / 8] ^= (byte) (1 << bit % 8);
            }
            reader.verifyAll(reader.open(sealed, 0, sealed.length));
        }
    }

    @ParameterizedTest
    @MethodSource("rings")
    void everyOtherLengthIsNoticed(KeyRing ring) {
        byte[] sealed = Arrays.copyOf(
                TestSegments.seal(ring, 5, ChunkType.DATA, 2, 300).toBytes(), 1000);
        int length = TestSegments.seal(ring, 5, ChunkType.DATA, 2, 300).length();
        try (SegmentReader reader = new SegmentReader(ring)) {
            for (int other = 0; other <= sealed.length; other++) {
                int tried = other;
                if (tried != length) {
                    HoldfastException failure =
                            assertThrows(HoldfastException.class, () -> reader.open(sealed, 0, tried), "length " + tried);
                    assertEquals(ErrorCode.CHUNK_DAMAGED, failure.code());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rings")
    void partsOfTwoSegmentsDoNotFitTogether(KeyRing ring) {
        byte[] one = TestSegments.seal(ring, 5, ChunkType.DATA, 2, 300).toBytes();
        byte[] two = TestSegments.seal(ring, 6, ChunkType.DATA, 2, 300).toBytes();
        assertEquals(one.length, two.length);
        int bodyAt = SegmentHeader.BYTES + SegmentHeader.decode(one, 0, one.length).descriptorBytes();
        try (SegmentReader reader = new SegmentReader(ring)) {
            for (int cut : new int[] {SegmentHeader.BYTES, bodyAt}) {
                byte[] mixed = one.clone();
                System.arraycopy(two, cut, mixed, cut, two.length - cut);
                assertThrows(HoldfastException.class, () -> reader.open(mixed, 0, mixed.length));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rings")
    void boxesOfTheBodyCannotChangePlacesOrStandTwice(KeyRing ring) {
        byte[] data = new SeededEntropy(1).bytes(3 * BodyBoxes.CONTENT_BYTES);
        int step = BodyBoxes.CONTENT_BYTES + Box.TAG_BYTES;
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(2), 1);
                SegmentReader reader = new SegmentReader(ring)) {
            SealedSegment sealed = writer.sealSingle(
                    ring.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, data.length), ChunkType.DATA, data, 0, data.length);
            byte[] bytes = sealed.toBytes();
            int bodyAt = SegmentHeader.BYTES + SegmentHeader.decode(bytes, 0, bytes.length).descriptorBytes();
            byte[] swapped = bytes.clone();
            System.arraycopy(bytes, bodyAt, swapped, bodyAt + step, step);
            assertThrows(HoldfastException.class, () -> reader.open(swapped, 0, swapped.length));
            System.arraycopy(bytes, bodyAt + step, swapped, bodyAt, step);
            assertThrows(HoldfastException.class, () -> reader.open(swapped, 0, swapped.length));
            reader.verifyAll(reader.open(bytes, 0, bytes.length));
        }
    }

    @Test
    void boxesOfOneLengthCannotChangePlaces() {
        KeyRing ring = TestRings.plain(1);
        byte[] data = new SeededEntropy(1).bytes(46);
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(2), 1);
                SegmentReader reader = new SegmentReader(ring)) {
            byte[] sealed = writer.sealSingle(
                            ring.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, 46), ChunkType.DATA, data, 0, 46)
                    .toBytes();
            assertEquals(SegmentHeader.BYTES + 2 * 62, sealed.length);
            byte[] swapped = sealed.clone();
            System.arraycopy(sealed, 64, swapped, 64 + 62, 62);
            System.arraycopy(sealed, 64 + 62, swapped, 64, 62);
            assertThrows(HoldfastException.class, () -> reader.open(swapped, 0, swapped.length));
        }
    }

    @Test
    void segmentOfAnotherRepositoryDoesNotOpen() {
        byte[] foreign = TestSegments.seal(TestRings.plain(1), 5, ChunkType.DATA, 2, 300).toBytes();
        try (SegmentReader reader = new SegmentReader(TestRings.plain(2))) {
            assertEquals(
                    ErrorCode.CHUNK_DAMAGED,
                    assertThrows(HoldfastException.class, () -> reader.open(foreign, 0, foreign.length)).code());
        }
        byte[] sealed = TestSegments.seal(TestRings.encrypted(1), 5, ChunkType.DATA, 2, 300).toBytes();
        try (SegmentReader reader = new SegmentReader(TestRings.encrypted(2))) {
            assertEquals(
                    ErrorCode.KEY_NOT_FOUND,
                    assertThrows(HoldfastException.class, () -> reader.open(sealed, 0, sealed.length)).code());
        }
    }

    @Test
    void plainSegmentDoesNotPassInAnEncryptedRepository() {
        KeyRing encrypted = TestRings.encrypted(1);
        KeyRing plain = new PlainKeyRing(encrypted.repository());
        byte[] forged = TestSegments.seal(plain, 5, ChunkType.DATA, 2, 300).toBytes();
        try (SegmentReader reader = new SegmentReader(encrypted)) {
            assertEquals(
                    ErrorCode.KEY_NOT_FOUND,
                    assertThrows(HoldfastException.class, () -> reader.open(forged, 0, forged.length)).code());
        }
    }

    @Test
    void validSegmentWithOtherContentFailsItsFingerprint() {
        KeyRing ring = TestRings.encrypted(1);
        byte[] promised = {1, 2, 3};
        byte[] delivered = {1, 2, 4};
        Fingerprint name = ring.newFingerprinter().fingerprint(ChunkType.DATA, promised, 0, 3);
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(2), 1);
                SegmentReader reader = new SegmentReader(ring)) {
            SealedSegment sealed = writer.sealSingle(name, ChunkType.DATA, delivered, 0, 3);
            OpenedSegment opened = reader.open(sealed.buffer(), 0, sealed.length());
            HoldfastException failure = assertThrows(HoldfastException.class, () -> reader.verify(opened, 0));
            assertEquals(ErrorCode.CHUNK_DAMAGED, failure.code());
            assertTrue(String.valueOf(failure.getMessage()).contains(name.toString()));
        }
    }

    @Test
    void memoryThatChangedBetweenAddAndSealIsNoticedAndNothingIsHandedOut() {
        KeyRing ring = TestRings.encrypted(1);
        byte[] data = new SeededEntropy(3).bytes(5000);
        ChunkGroup group = new ChunkGroup();
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(2), 1, group)) {
            for (int at : new int[] {0, 2500, 4999}) {
                writer.add(ring.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, 2500), ChunkType.DATA, data, 0, 2500);
                writer.add(ring.newFingerprinter().fingerprint(ChunkType.DATA, data, 2500, 2500), ChunkType.DATA, data, 2500, 2500);
                group.raw()[at] ^= 0x10;
                HoldfastException failure = assertThrows(HoldfastException.class, writer::seal);
                assertEquals(ErrorCode.BUFFER_DAMAGED, failure.code());
                assertTrue(writer.isEmpty());
            }
        }
    }

    @Test
    void decompressionBombGivesNoMoreThanTheDescriptorPromises() {
        KeyRing ring = TestRings.plain(1);
        byte[] bomb = Zstd.compress(new byte[64 << 20], 3);
        for (int promisedBytes : new int[] {bomb.length + 1, 1 << 20, SegmentLimits.MAX_RAW_BYTES}) {
            byte[] forged = forge(ring, bomb, promisedBytes);
            try (SegmentReader reader = new SegmentReader(ring)) {
                assertEquals(
                        ErrorCode.CHUNK_DAMAGED,
                        assertThrows(HoldfastException.class, () -> reader.open(forged, 0, forged.length)).code());
            }
        }
    }

    @Test
    void contentShorterThanPromisedIsNoticed() {
        KeyRing ring = TestRings.plain(1);
        byte[] forged = forge(ring, Zstd.compress(new byte[1000], 3), 1001);
        try (SegmentReader reader = new SegmentReader(ring)) {
            assertThrows(HoldfastException.class, () -> reader.open(forged, 0, forged.length));
        }
    }

    @Test
    void promiseBeyondTheLimitIsRefusedBeforeAnythingIsAllocated() {
        KeyRing ring = TestRings.plain(1);
        byte[] forged = forge(ring, Zstd.compress(new byte[1000], 3), SegmentLimits.MAX_RAW_BYTES + 1);
        byte[] negative = forge(ring, Zstd.compress(new byte[1000], 3), -1);
        try (SegmentReader reader = new SegmentReader(ring)) {
            assertThrows(HoldfastException.class, () -> reader.open(forged, 0, forged.length));
            assertThrows(HoldfastException.class, () -> reader.open(negative, 0, negative.length));
        }
    }

    /** What a stranger with write access to an unencrypted repository could make. */
    private static byte[] forge(KeyRing ring, byte[] frame, int promisedBytes) {
        ByteWriter descriptor = new ByteWriter();
        new SegmentDescriptor(
                        SegmentDescriptor.Compression.ZSTD,
                        frame.length,
                        List.of(new SegmentDescriptor.Chunk(ChunkType.DATA, promisedBytes, Fingerprint.read(new byte[32], 0))))
                .encode(descriptor);
        SegmentHeader header = new SegmentHeader(
                PackKind.DATA, DataKey.none().id(), new byte[32], descriptor.size() + Box.TAG_BYTES, BodyBoxes.sealedBytes(frame.length));
        byte[] sealed = new byte[header.segmentBytes()];
        ByteWriter clear = new ByteWriter();
        header.encode(clear);
        System.arraycopy(clear.toBytes(), 0, sealed, 0, SegmentHeader.BYTES);
        byte[] associated = header.associated(ring.repository());
        Box box = Box.forKey(DataKey.none());
        box.seal(0, associated, ByteSlice.of(descriptor.toBytes()), sealed, SegmentHeader.BYTES);
        BodyBoxes.seal(box, associated, ByteSlice.of(frame), sealed, SegmentHeader.BYTES + header.descriptorBytes());
        return sealed;
    }
}
