package dev.holdfast.core.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.time.Seeds;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cutter promises. */
class CutterTest {
    private static final int AVERAGE = 4096;
    private static final byte[] KEY = "a key of a repository, secret".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    static Stream<Cutter> all() {
        return Stream.concat(contentDefined(), Stream.of(new FixedCutter(AVERAGE)));
    }

    static Stream<Cutter> contentDefined() {
        return Stream.of(
                new FastCdc(KEY, AVERAGE),
                new FastCdc(KEY, 256),
                new FastCdc(KEY, AVERAGE, FastCdc.Late.MAXIMUM),
                new RabinCutter(AVERAGE),
                new RabinCutter(256));
    }

    static List<byte[]> contents() {
        return List.of(
                Samples.noise(1, 400_000),
                new byte[400_000],
                Samples.periodic(137, 400_000),
                Samples.heartbeats(400_000),
                Samples.concat(Samples.noise(2, 50_001), Samples.concat(new byte[150_003], Samples.noise(3, 50_001))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void chunksAreContentInOrderWithinTheirBounds(Cutter cutter) {
        for (byte[] data : contents()) {
            List<Integer> lengths = Samples.lengths(cutter, data);
            assertEquals(data.length, lengths.stream().mapToInt(Integer::intValue).sum());
            for (int length : lengths.subList(0, lengths.size() - 1)) {
                assertTrue(length >= cutter.minBytes() && length <= cutter.maxBytes(), () -> "length " + length);
            }
            assertTrue(lengths.getLast() >= 1 && lengths.getLast() <= cutter.maxBytes());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void cutsDoNotDependOnHowContentIsRead(Cutter cutter) {
        long seed = Seeds.next();
        Random random = Seeds.generator(seed);
        for (byte[] data : contents()) {
            List<Integer> expected = Samples.lengths(cutter, data);
            for (int round = 0; round < 3; round++) {
                assertEquals(expected, Samples.lengthsThroughWindow(cutter, data, random), Seeds.replay(seed));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theEndOfContentEndsAChunkOfAnyLength(Cutter cutter) {
        byte[] data = Samples.noise(4, cutter.maxBytes());
        for (int length : new int[] {1, 2, 63, 64, 65, cutter.minBytes() - 1, cutter.minBytes()}) {
            assertEquals(length, cutter.cut(data, data.length - length, data.length));
        }
    }

    @ParameterizedTest
    @MethodSource("contentDefined")
    void anInsertionLeavesMostChunksAsTheyWere(Cutter cutter) {
        long seed = Seeds.next();
        Random random = Seeds.generator(seed);
        byte[] before = Samples.noise(seed, 2_000_000);
        for (int round = 0; round < 5; round++) {
            int position = random.nextInt(before.length);
            byte[] after = Samples.insert(before, position, Samples.noise(round, 1 + random.nextInt(100)));
            long fresh = Samples.newBytes(cutter, before, after);
            assertTrue(fresh <= 6L * cutter.maxBytes(), () -> fresh + " new bytes; " + Seeds.replay(seed));
        }
    }

    @ParameterizedTest
    @MethodSource("contentDefined")
    void theLengthOfChunksIsAboutTheAverage(Cutter cutter) {
        List<Integer> lengths = Samples.lengths(cutter, Samples.noise(5, 4_000_000));
        double mean = 4_000_000.0 / lengths.size();
        int average = cutter.maxBytes() / 8;
        assertTrue(mean > average * 0.9 && mean < average * 1.8, () -> "mean " + mean + " of " + average);
    }

    @Test
    void fixedBlocksStayWhereTheyAre() {
        FixedCutter cutter = new FixedCutter(1000);
        assertEquals(List.of(1000, 1000, 500), Samples.lengths(cutter, new byte[2500]));
        assertEquals(cutter.minBytes(), cutter.maxBytes());
    }

    @Test
    void lengthsThatMakeNoSenseAreRefused() {
        for (int average : new int[] {0, -1, 128, 4095, 1 << 25, Integer.MIN_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> new FastCdc(KEY, average));
            assertThrows(IllegalArgumentException.class, () -> new RabinCutter(average));
        }
        assertThrows(IllegalArgumentException.class, () -> new FixedCutter(0));
    }
}
