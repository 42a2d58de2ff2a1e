package dev.holdfast.engine.browse;

import dev.holdfast.core.id.Fingerprint;
import java.nio.ByteBuffer;

/**
 * Remembers TREE chunks below which a search found nothing: a table of fixed size in which a later one takes the place of an earlier.
 * Each is kept as 64 of its fingerprint's 256 bits, mixed with what was asked there, so the chance to pass over a directory wrongly is
 * 2<sup>-64</sup> for each question.
 */
public final class BarrenTrees {
    private static final int SLOTS = 1 << 19;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final long[] slots = new long[SLOTS];

    /** Notes a directory; {@code state} tells apart what was looked for in it. */
    public void add(Fingerprint tree, int state) {
        long key = key(tree, state);
        slots[slot(key)] = key;
    }

    /** Whether the directory is known to hold nothing of what is looked for. */
    public boolean contains(Fingerprint tree, int state) {
        long key = key(tree, state);
        return slots[slot(key)] == key;
    }

    private static long key(Fingerprint tree, int state) {
        long key = ByteBuffer.wrap(tree.toBytes()).getLong() ^ (state + 1L) * MIX;
        return key == 0 ? 1 : key;
    }

    private static int slot(long key) {
        return (int) (key * MIX >>> 45);
    }
}
