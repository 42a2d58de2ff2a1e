package dev.holdfast.core.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final byte[] PAYLOAD = "content".getBytes(StandardCharsets.US_ASCII);

    @Test
    void bytesOfAFrameNeverChange() {
        assertEquals(
                "48465454" + "0102" + "00000007" + "636f6e74656e74" + "592463b74dafd8649b9c8f61b4ba43052f9563cb6f091f214e076d75e70b75ee",
                HexFormat.of().formatHex(new Frame("HFTT", 0x0102, PAYLOAD).encode()));
    }

    @Test
    void everyPayloadComesBack() {
        for (int length : new int[] {0, 1, 1000, Frame.MAX_PAYLOAD_BYTES}) {
            byte[] payload = new byte[length];
            Arrays.fill(payload, (byte) length);
            Frame frame = Frame.decode("HFTT", new Frame("HFTT", 65535, payload).encode());
            assertEquals(65535, frame.version());
            assertArrayEquals(payload, frame.payload());
        }
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] file = new Frame("HFTT", 1, PAYLOAD).encode();
        for (int length = 0; length < file.length; length++) {
            byte[] part = Arrays.copyOf(file, length);
            assertThrows(MalformedException.class, () -> Frame.decode("HFTT", part), () -> "at " + part.length);
        }
        byte[] longer = Arrays.copyOf(file, file.length + 1);
        assertThrows(MalformedException.class, () -> Frame.decode("HFTT", longer));
    }

    @Test
    void everyFlippedBitIsMalformed() {
        byte[] file = new Frame("HFTT", 1, PAYLOAD).encode();
        for (int bit = 0; bit < file.length * 8; bit++) {
            byte[] damaged = file.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(MalformedException.class, () -> Frame.decode("HFTT", damaged), "bit " + bit);
        }
    }

    @Test
    void anotherKindOfFileIsMalformed() {
        byte[] file = new Frame("HFTT", 1, PAYLOAD).encode();
        assertThrows(MalformedException.class, () -> Frame.decode("HFTU", file));
    }

    @Test
    void whatCannotBeReadIsNotWritten() {
        byte[] over = new byte[Frame.MAX_PAYLOAD_BYTES + 1];
        assertThrows(IllegalArgumentException.class, () -> new Frame("HFTT", 1, over));
        assertThrows(IllegalArgumentException.class, () -> new Frame("HFT", 1, PAYLOAD));
        assertThrows(IllegalArgumentException.class, () -> new Frame("HFTÜ", 1, PAYLOAD));
        assertThrows(IllegalArgumentException.class, () -> new Frame("HFTT", 65536, PAYLOAD));
        assertThrows(IllegalArgumentException.class, () -> new Frame("HFTT", -1, PAYLOAD));
    }
}
