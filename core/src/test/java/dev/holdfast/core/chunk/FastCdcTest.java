package dev.holdfast.core.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FastCdcTest {
    private static final int AVERAGE = 4096;
    private static final byte[] KEY = "golden key".getBytes(StandardCharsets.US_ASCII);

    @Test
    void wordsOfTheTableNeverChange() {
        long[] table = GearTable.derive(KEY);
        assertEquals(256, table.length);
        assertEquals("6c4691626218c20a", Long.toHexString(table[0]));
        assertEquals("a02448f56f3d219f", Long.toHexString(table[255]));
    }

    @Test
    void cutsUnderAKeyNeverChange() {
        List<Integer> lengths = Samples.lengths(new FastCdc(KEY, AVERAGE), Samples.noise(42, 60_000));
        assertEquals(List.of(4635, 4449, 5477, 4526, 4497, 5019, 4120, 4169, 4193, 5516, 5764, 4152, 3483), lengths);
        List<Integer> late = Samples.lengths(new FastCdc(KEY, AVERAGE), Samples.heartbeats(200_000));
        assertEquals(List.of(28521, 28541, 28472, 32719, 24282, 28484, 28981), late);
    }

    @Test
    void eachKeyCutsElsewhere() {
        byte[] data = Samples.noise(6, 2_000_000);
        Set<Integer> ends = ends(new FastCdc(KEY, AVERAGE), data);
        Set<Integer> others = ends(new FastCdc("golden kez".getBytes(StandardCharsets.US_ASCII), AVERAGE), data);
        int all = ends.size();
        ends.retainAll(others);
        assertTrue(ends.size() <= 5, () -> ends.size() + " of " + all + " cuts are shared");
    }

    @Test
    void aCutDependsOnTheSixtyFourBytesBeforeIt() {
        FastCdc cutter = new FastCdc(KEY, AVERAGE);
        byte[] data = Samples.noise(7, 40_000);
        int length = cutter.cut(data, 0, data.length);
        byte[] other = Samples.noise(8, 40_000);
        System.arraycopy(data, length - 64, other, length - 64, data.length - length + 64);
        int same = cutter.cut(other, 0, other.length);
        assertTrue(same <= length, () -> same + " is behind " + length);
    }

    @Test
    void chunksOfARunAreAlikeWhateverItsPeriod() {
        FastCdc cutter = new FastCdc(KEY, AVERAGE);
        for (int period = 1; period <= 200; period++) {
            byte[] data = Samples.periodic(period, 60 * cutter.maxBytes() / 8);
            int distinct = Samples.chunks(cutter, data).size();
            int at = period;
            assertTrue(distinct <= 3, () -> "period " + at + ": " + distinct + " different chunks");
        }
    }

    /** The run itself costs nothing again: what changes is the chunk with the insertion and the one where the run ends. */
    @Test
    void anInsertionBeforeARunLeavesItsChunksAsTheyWere() {
        FastCdc cutter = new FastCdc(KEY, AVERAGE);
        for (int period = 1; period <= 200; period++) {
            byte[] run = Samples.periodic(period, 20 * cutter.maxBytes());
            byte[] head = Samples.noise(period, 100_000);
            byte[] tail = Samples.noise(-period, 100_000);
            byte[] before = Samples.concat(head, Samples.concat(run, tail));
            byte[] after = Samples.insert(before, 500, new byte[] {1, 2, 3});
            long fresh = Samples.newBytes(cutter, before, after);
            int at = period;
            assertTrue(fresh <= 5L * cutter.maxBytes(), () -> "period " + at + ": " + fresh + " new bytes");
        }
    }

    @Test
    void cutsFindEachOtherAgainInAPoorLog() {
        byte[] before = Samples.heartbeats(4_000_000);
        byte[] after = Samples.insert(before, 1000, "one line more\n".getBytes(StandardCharsets.US_ASCII));
        long lowest = Samples.newBytes(new FastCdc(KEY, AVERAGE), before, after);
        long maximum = Samples.newBytes(new FastCdc(KEY, AVERAGE, FastCdc.Late.MAXIMUM), before, after);
        assertTrue(lowest <= 20L * 8 * AVERAGE, () -> lowest + " new bytes");
        assertTrue(lowest <= maximum / 3, () -> lowest + " new bytes, " + maximum + " if chunks end at the maximum");
    }

    private static Set<Integer> ends(Cutter cutter, byte[] data) {
        Set<Integer> ends = new HashSet<>();
        int end = 0;
        for (int length : Samples.lengths(cutter, data)) {
            end += length;
            ends.add(end);
        }
        return ends;
    }
}
