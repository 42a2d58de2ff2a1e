package dev.holdfast.core.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.time.Seeds;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteCodecTest {
    private static final long[] EDGES = {
        0, 1, 127, 128, 129, 16383, 16384, 255, 256, Integer.MAX_VALUE, 1L << 31, 0xFFFF_FFFFL, Long.MAX_VALUE, Long.MIN_VALUE, -1, -2, -64, -65
    };

    @Test
    void bytesOfEachPrimitiveNeverChange() {
        ByteWriter out = new ByteWriter(0)
                .u8(0x1FE)
                .u16(0x1234)
                .u32(0x89ABCDEF)
                .u64(0x0123456789ABCDEFL)
                .varint(0)
                .varint(300)
                .varint(-1)
                .signedVarint(-1)
                .signedVarint(1)
                .signedVarint(-129)
                .bytes(new byte[] {7, 8})
                .text("ü");
        assertEquals(
                "fe" + "1234" + "89abcdef" + "0123456789abcdef" + "00" + "ac02" + "ffffffffffffffffff01" + "01" + "02" + "8102" + "020708"
                        + "02c3bc",
                HexFormat.of().formatHex(out.toBytes()));
    }

    @Test
    void everyIntegerComesBack() {
        long seed = Seeds.next();
        Random random = Seeds.generator(seed);
        for (int i = 0; i < 20_000; i++) {
            long value = i < EDGES.length ? EDGES[i] : random.nextLong() >> random.nextInt(64);
            ByteReader in = new ByteReader(
                    new ByteWriter(1).varint(value).signedVarint(value).u64(value).u32((int) value).u16((int) value).toBytes());
            assertEquals(value, in.varint(), Seeds.replay(seed));
            assertEquals(value, in.signedVarint(), Seeds.replay(seed));
            assertEquals(value, in.u64(), Seeds.replay(seed));
            assertEquals((int) value, in.u32(), Seeds.replay(seed));
            assertEquals((int) value & 0xFFFF, in.u16(), Seeds.replay(seed));
            in.expectEnd();
        }
    }

    @Test
    void bytesTextsAndFingerprintsComeBack() {
        Fingerprint fingerprint = Fingerprint.parse("00112233445566778899aabbccddeeff".repeat(2));
        byte[] content = new ByteWriter()
                .text("häßlich 🙂")
                .bytes(new byte[3000])
                .fingerprint(fingerprint)
                .raw(new byte[] {1, 2, 3, 4}, 1, 2)
                .toBytes();
        ByteReader in = new ByteReader(content);
        assertEquals("häßlich 🙂", in.text(100, "text"));
        assertArrayEquals(new byte[3000], in.bytes(3000, "bytes"));
        assertEquals(fingerprint, in.fingerprint());
        assertEquals(2, in.remaining());
        in.skip(1);
        assertArrayEquals(new byte[] {3}, in.raw(1));
        in.expectEnd();
    }

    @Test
    void aRangeIsReadAsIfItWereAll() {
        byte[] content = {9, 9, 5, 6, 9};
        ByteReader in = new ByteReader(content, 2, 2);
        assertEquals(5, in.u8());
        assertEquals(3, in.position());
        assertEquals(6, in.u8());
        assertMalformed(in::u8);
        assertMalformed(() -> new ByteReader(content, 4, 2));
        assertMalformed(() -> new ByteReader(content, -1, 2));
        assertMalformed(() -> new ByteReader(content, 2, Integer.MAX_VALUE));
    }

    @Test
    void aVarintHasOneFormOnly() {
        assertMalformed(() -> reader("8000").varint());
        assertMalformed(() -> reader("ff00").varint());
        assertMalformed(() -> reader("ffffffffffffffffff02").varint());
        assertMalformed(() -> reader("ffffffffffffffffffff01").varint());
        assertMalformed(() -> reader("80808080808080808000").varint());
        assertEquals(Long.MIN_VALUE, reader("80808080808080808001").varint());
        assertEquals(0, reader("00").varint());
    }

    @Test
    void aLengthBeyondWhatIsLeftAllocatesNothing() {
        assertMalformed(() -> reader("ffffffff07").bytes(Integer.MAX_VALUE, "bytes"));
        assertMalformed(() -> reader("ffffffffffffffff7f00").bytes(Integer.MAX_VALUE, "bytes"));
        assertMalformed(() -> reader("0300").text(Integer.MAX_VALUE, "text"));
        assertMalformed(() -> reader("00").raw(Integer.MAX_VALUE));
        assertMalformed(() -> reader("00").raw(-1));
        assertMalformed(() -> reader("00").skip(2));
        assertMalformed(() -> reader("00").fingerprint());
    }

    @Test
    void aCountOverItsLimitIsNamed() {
        MalformedException failure = assertMalformed(() -> reader("05").count(4, "number of legs"));
        assertEquals("number of legs is 5, the limit is 4", failure.getMessage());
        assertMalformed(() -> reader("ffffffffffffffffff01").count(Integer.MAX_VALUE, "negative"));
        assertEquals(4, reader("04").count(4, "number of legs"));
        assertMalformed(() -> reader("03616263").text(2, "length of a name"));
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        assertMalformed(() -> reader("02c328").text(10, "text"));
        assertMalformed(() -> reader("01c3").text(10, "text"));
        assertMalformed(() -> reader("03eda080").text(10, "text"));
    }

    @Test
    void whatFollowsTheEndIsRefused() {
        assertMalformed(() -> reader("00").expectEnd());
    }

    @Test
    void aWriterReusesItsMemory() {
        ByteWriter out = new ByteWriter(4).u64(1);
        byte[] memory = out.array();
        out.reset();
        assertEquals(0, out.size());
        out.u8(1);
        assertEquals(1, out.toBytes().length);
        assertEquals(memory, out.array());
    }

    private static ByteReader reader(String hex) {
        return new ByteReader(HexFormat.of().parseHex(hex));
    }

    private static MalformedException assertMalformed(Runnable reading) {
        return assertThrows(MalformedException.class, reading::run);
    }
}
