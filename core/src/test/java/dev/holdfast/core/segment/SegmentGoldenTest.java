package dev.holdfast.core.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.core.crypto.SeededEntropy;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.TestRings;
import dev.holdfast.core.protocol.ChunkType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Segments written by any version read the same in every later one, and stored content is written to the same bytes for ever. */
final class SegmentGoldenTest {
    private static final byte[] TEXT = "holdfast".getBytes(StandardCharsets.US_ASCII);

    private static final String ENCRYPTED = "4846534701010000bf195b774a727434be5016450e8a347e88ef4feb90ec69ba4b03602e8598de9c67586885aa24c66e"
            + "7fabfd4b50fe9fd40000003e00000018e6aa12b03eac62150ad317081577d60e094bbdbfde509e561b488d1edc5aa00e"
            + "3502218e7599433d245b5e64455be34702fca71b9714c33df4d3c4c62e3be1534c844f3c877d7a1886b705bf2ed0d069"
            + "2ee2ce45601e";

    private static final String PLAIN = "48465347010100000000000000000000000000000000000088ef4feb90ec69ba4b03602e8598de9c67586885aa24c66e"
            + "7fabfd4b50fe9fd40000003e0000001800000000080000000101000000087a9a2d73bd4678e415548484d393a54b529d"
            + "4c70f7572de12e42041c599743c7f27df34a7da1eec6ae8019d1e8baf873686f6c6466617374ea6d75340a8f9fa471f5"
            + "860fd24d42a9";

    /** 300 times the letter a, compressed; a later compressor may write fewer bytes, but must read these. */
    private static final String COMPRESSED = "4846534701010000bf195b774a727434be5016450e8a347e88ef4feb90ec69ba4b03602e8598de9c67586885aa24c66e"
            + "7fabfd4b50fe9fd40000003e00000024e7aa12b025ac62150ad317081453713b71d999bd0e6f19c65419b008d00325dc"
            + "0a9090fea49a3dc9012d675ac868b83e4445c51e9e04ff3807e1238f914ba1890f1d4971f444033f1e008c55c35475e1"
            + "e7dd3a961e4b0f413160f1d6dfef1efabec0";

    @Test
    void encryptedSegmentNeverChanges() {
        assertGolden(TestRings.encrypted(42), ENCRYPTED);
    }

    @Test
    void plainSegmentNeverChanges() {
        assertGolden(TestRings.plain(42), PLAIN);
    }

    @Test
    void compressedSegmentStaysReadable() {
        byte[] sealed = HexFormat.of().parseHex(COMPRESSED);
        try (SegmentReader reader = new SegmentReader(TestRings.encrypted(42))) {
            OpenedSegment opened = reader.open(sealed, 0, sealed.length);
            reader.verifyAll(opened);
            assertArrayEquals("a".repeat(300).getBytes(StandardCharsets.US_ASCII), opened.copy(0));
            assertEquals(SegmentDescriptor.Compression.ZSTD, opened.descriptor().compression());
        }
    }

    private static void assertGolden(KeyRing ring, String golden) {
        try (SegmentWriter writer = new SegmentWriter(ring, new SeededEntropy(43), 3);
                SegmentReader reader = new SegmentReader(ring)) {
            SealedSegment sealed = writer.sealSingle(
                    ring.newFingerprinter().fingerprint(ChunkType.DATA, TEXT, 0, TEXT.length), ChunkType.DATA, TEXT, 0, TEXT.length);
            assertEquals(golden, HexFormat.of().formatHex(sealed.toBytes()));
            OpenedSegment opened = reader.open(sealed.buffer(), 0, sealed.length());
            reader.verifyAll(opened);
            assertArrayEquals(TEXT, opened.copy(0));
        }
    }
}
