package dev.holdfast.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ByteRangeTest {
    private static ByteRange of(String header) {
        return ByteRange.of(Optional.of(header), 100);
    }

    @Test
    void singleStretchesAreUnderstood() {
        assertEquals(new ByteRange.Part(0, 10), of("bytes=0-9"));
        assertEquals(new ByteRange.Part(90, 10), of("bytes=90-"));
        assertEquals(new ByteRange.Part(90, 10), of("bytes=90-500"));
        assertEquals(new ByteRange.Part(95, 5), of(" bytes=-5 "));
        assertEquals(new ByteRange.Part(0, 100), of("bytes=-500"));
    }

    @Test
    void theAnswerSaysWhichStretchItHolds() {
        assertEquals("bytes 10-19/100", new ByteRange.Part(10, 10).contentRange(100));
        assertEquals("bytes */100", ByteRange.unsatisfied(100));
    }

    @Test
    void whatIsNoSingleStretchGivesAll() {
        assertEquals(new ByteRange.Whole(), ByteRange.of(Optional.empty(), 100));
        for (String header : new String[] {"", "bytes=", "bytes=-", "bytes=9-3", "bytes=0-1,5-6", "items=0-9", "bytes=a-b"}) {
            assertEquals(new ByteRange.Whole(), of(header));
        }
    }

    @Test
    void whatLiesBehindTheEndIsNothing() {
        assertEquals(new ByteRange.Beyond(), of("bytes=100-"));
        assertEquals(new ByteRange.Beyond(), of("bytes=-0"));
        assertEquals(new ByteRange.Beyond(), ByteRange.of(Optional.of("bytes=0-"), 0));
    }
}
