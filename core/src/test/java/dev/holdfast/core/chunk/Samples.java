package dev.holdfast.core.chunk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Content of several kinds for the tests of cutters, and what they ask about its chunks. */
final class Samples {
    private Samples() {}

    static byte[] noise(long seed, int length) {
        byte[] data = new byte[length];
        new Random(seed).nextBytes(data);
        return data;
    }

    static byte[] periodic(int period, int length) {
        byte[] pattern = noise(period, period);
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = pattern[i % period];
        }
        return data;
    }

    /** One line over and over, but for a number that rarely changes. */
    static byte[] heartbeats(int length) {
        StringBuilder text = new StringBuilder(length + 100);
        for (int i = 0; text.length() < length; i++) {
            text.append("2026-01-01T00:00:00Z worker-3 heartbeat ok, generation ").append(i / 500).append('\n');
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] insert(byte[] data, int position, byte[] inserted) {
        byte[] result = Arrays.copyOf(data, data.length + inserted.length);
        System.arraycopy(inserted, 0, result, position, inserted.length);
        System.arraycopy(data, position, result, position + inserted.length, data.length - position);
        return result;
    }

    static byte[] concat(byte[] first, byte[] second) {
        return insert(first, first.length, second);
    }

    /** Lengths of the chunks, in order. */
    static List<Integer> lengths(Cutter cutter, byte[] data) {
        List<Integer> lengths = new ArrayList<>();
        for (int from = 0; from < data.length; from += lengths.getLast()) {
            lengths.add(cutter.cut(data, from, data.length));
        }
        return lengths;
    }

    /** The same as an agent finds them: looking at a window that holds at least the longest chunk, wherever it starts and ends. */
    static List<Integer> lengthsThroughWindow(Cutter cutter, byte[] data, Random random) {
        List<Integer> lengths = new ArrayList<>();
        for (int from = 0; from < data.length; from += lengths.getLast()) {
            int ahead = cutter.maxBytes() + random.nextInt(cutter.maxBytes());
            int before = random.nextInt(100);
            int to = Math.min(data.length, from + ahead);
            byte[] window = new byte[before + to - from];
            random.nextBytes(window);
            System.arraycopy(data, from, window, before, to - from);
            lengths.add(cutter.cut(window, before, window.length));
        }
        return lengths;
    }

    /** The chunks as values. */
    static Set<String> chunks(Cutter cutter, byte[] data) {
        Set<String> chunks = new HashSet<>();
        int from = 0;
        for (int length : lengths(cutter, data)) {
            chunks.add(new String(data, from, length, StandardCharsets.ISO_8859_1));
            from += length;
        }
        return chunks;
    }

    /** Bytes of those chunks of {@code after} that {@code before} does not have. */
    static long newBytes(Cutter cutter, byte[] before, byte[] after) {
        Set<String> fresh = chunks(cutter, after);
        fresh.removeAll(chunks(cutter, before));
        return fresh.stream().mapToLong(String::length).sum();
    }
}
