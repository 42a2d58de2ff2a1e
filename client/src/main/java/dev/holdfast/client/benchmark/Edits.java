package dev.holdfast.client.benchmark;

import java.util.Arrays;

/** Small changes to content at places spread over it: half overwrite, a quarter insert, a quarter delete, up to 4 KiB each. */
final class Edits {
    private static final int LONGEST_BYTES = 4096;

    private Edits() {}

    /** The content after edits that {@code noise} decides. */
    static byte[] apply(byte[] before, int count, Noise noise) {
        byte[] after = new byte[before.length + count * LONGEST_BYTES];
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = noise.below(before.length);
        }
        Arrays.sort(places);
        int from = 0;
        int size = 0;
        for (int place : places) {
            int kept = Math.max(0, place - from);
            System.arraycopy(before, from, after, size, kept);
            from += kept;
            size += kept;
            int length = 1 + noise.below(LONGEST_BYTES);
            int kind = noise.below(4);
            if (kind != 0) {
                noise.fill(after, size, size + length);
                size += length;
            }
            if (kind != 1) {
                from = Math.min(before.length, from + length);
            }
        }
        System.arraycopy(before, from, after, size, before.length - from);
        return Arrays.copyOf(after, size + before.length - from);
    }
}
