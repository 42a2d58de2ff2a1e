package dev.holdfast.core.wire;

import dev.holdfast.core.codec.MalformedException;
import java.util.Arrays;
import java.util.BitSet;

/** One bit for each question of a batch, the first in the lowest bit of the first byte; unused bits are zero. */
public final class BitList {
    private BitList() {}

    public static byte[] encode(BitSet bits, int count) {
        return Arrays.copyOf(bits.toByteArray(), bytes(count));
    }

    /** Reads the answer to {@code count} questions. */
    public static BitSet decode(byte[] bytes, int count) {
        BitSet bits = BitSet.valueOf(bytes);
        if (bytes.length != bytes(count) || bits.length() > count) {
            throw new MalformedException(bytes.length + " bytes do not answer " + count + " questions");
        }
        return bits;
    }

    private static int bytes(int count) {
        return (count + 7) / 8;
    }
}
