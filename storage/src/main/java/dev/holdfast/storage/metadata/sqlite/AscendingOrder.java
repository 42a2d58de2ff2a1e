package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.id.Fingerprint;
import java.util.Arrays;
import java.util.List;

/**
 * The places of fingerprints in ascending order. Asked in this order, neighbours lie on the same page of the table, and the pages above
 * it are still at hand from the question before.
 */
final class AscendingOrder {
    /** So many low bits of a fingerprint's leading word give way to its place; the order is then almost ascending, which is enough. */
    private static final int PLACE_BITS = 16;

    private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;

    private AscendingOrder() {}

    /** For each position in the order, the place in {@code chunks}; as they come if there are too many of them. */
    static int[] of(List<Fingerprint> chunks) {
        int[] order = new int[chunks.size()];
        if (order.length > PLACE_MASK) {
            Arrays.setAll(order, place -> place);
            return order;
        }
        long[] keys = new long[order.length];
        for (int place = 0; place < keys.length; place++) {
            keys[place] = (chunks.get(place).leadingWord() ^ Long.MIN_VALUE) & ~PLACE_MASK | place;
        }
        Arrays.sort(keys);
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (keys[i] & PLACE_MASK);
        }
        return order;
    }
}
