package dev.holdfast.core.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are refused as malformed or are a frame that is written back to the same bytes. */
class FrameFuzzTest {
    @MethodSource("frames")
    @FuzzTest
    void frame(byte[] file) {
        try {
            Frame frame = Frame.decode("HFTT", file);
            assertArrayEquals(file, frame.encode());
        } catch (MalformedException expected) {
            assertNotNull(expected.getMessage());
        }
        Frame around = new Frame("HFTT", file.length & 0xFFFF, file);
        Frame read = Frame.decode("HFTT", around.encode());
        assertEquals(around.version(), read.version());
        assertArrayEquals(file, read.payload());
    }

    static Stream<Arguments> frames() {
        return Stream.of(new byte[0], new byte[] {1, 2, 3})
                .map(payload -> Arguments.of((Object) new Frame("HFTT", 1, payload).encode()));
    }
}
