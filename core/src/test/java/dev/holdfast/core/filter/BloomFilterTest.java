package dev.holdfast.core.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.codec.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BloomFilterTest {
    private static final int ENTRIES = 100_000;

    private final long seed = System.nanoTime();

    private BloomFilter full() {
        BloomFilter filter = BloomFilter.forEntries(ENTRIES);
        new SplittableRandom(seed).longs(ENTRIES).forEach(filter::add);
        return filter;
    }

    @Test
    void whatWasAddedIsAlwaysFound() {
        BloomFilter filter = full();
        assertTrue(new SplittableRandom(seed).longs(ENTRIES).allMatch(filter::mayContain), () -> "seed " + seed);
        assertFalse(new SplittableRandom(seed).longs(ENTRIES).anyMatch(filter::add), () -> "seed " + seed);
    }

    @Test
    void aFullFilterErrsInOneOfThreeHundred() {
        BloomFilter filter = full();
        long errors = new SplittableRandom(seed + 1).longs(ENTRIES).filter(filter::mayContain).count();
        double rate = (double) errors / ENTRIES;
        assertTrue(rate < 0.005, () -> rate + " with seed " + seed);
        assertEquals(rate, filter.falsePositiveRate(), 0.002, () -> "seed " + seed);
        assertTrue(filter.entries() > ENTRIES * 0.99 && filter.entries() <= ENTRIES);
        assertTrue(filter.capacity() >= ENTRIES);
    }

    @Test
    void bothWaysOfWritingGiveTheSameBytesAndBothWaysOfReadingTheSameFilter() throws IOException {
        BloomFilter filter = full();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        filter.write(out);
        byte[] bytes = filter.encode();
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals(bytes.length, filter.encodedBytes());
        assertArrayEquals(bytes, BloomFilter.decode(bytes, bytes.length).encode());
        assertArrayEquals(bytes, BloomFilter.read(new ByteArrayInputStream(bytes), bytes.length).encode());
    }

    @Test
    void whatIsNoFilterIsMalformed() {
        byte[] bytes = BloomFilter.forEntries(10).encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThrows(MalformedException.class, () -> BloomFilter.decode(part, 1 << 20));
            assertThrows(
                    MalformedException.class, () -> BloomFilter.read(new ByteArrayInputStream(part), bytes.length));
        }
        assertThrows(MalformedException.class, () -> BloomFilter.decode(bytes, bytes.length - 17));
        byte[] otherKind = bytes.clone();
        otherKind[7]++;
        assertThrows(MalformedException.class, () -> BloomFilter.decode(otherKind, 1 << 20));
    }

    @Test
    void recentKeysAreGivenFromAnyVersionThatIsStillKnown() {
        RecentKeys recent = new RecentKeys(4, 10);
        assertEquals(10, recent.version());
        assertEquals(0, recent.since(10).orElseThrow().bytes().length);
        for (long key = 1; key <= 6; key++) {
            recent.add(key);
        }
        assertEquals(16, recent.version());
        RecentKeys.Delta delta = recent.since(14).orElseThrow();
        assertEquals(16, delta.version());
        assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 6}, delta.bytes());
        assertEquals(32, recent.since(12).orElseThrow().bytes().length);
        assertEquals(Optional.empty(), recent.since(11));
        assertEquals(Optional.empty(), recent.since(17));
        assertEquals(Optional.empty(), recent.since(-3));
        assertEquals(Optional.empty(), new RecentKeys(4, 10).since(9));
    }
}
