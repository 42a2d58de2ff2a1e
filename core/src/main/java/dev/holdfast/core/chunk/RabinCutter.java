package dev.holdfast.core.chunk;

/**
 * The textbook rolling hash: a Rabin fingerprint (Rabin, TR-15-81, Harvard 1981) over a window of 64 bytes, modulo an irreducible
 * polynomial of degree 53, cut where its low bits are all ones. Slower than {@link FastCdc}; here to be compared with it.
 */
public final class RabinCutter implements Cutter {
    static final int WINDOW = 64;

    /**
     * Irreducible over GF(2), of degree 53, bit i standing for x^i: the first one whose coefficients, as a number, are not below those
     * made of x^53 and the first 53 bits of SHA-256("holdfast rabin").
     */
    static final long POLYNOMIAL = 0x31A0AF33417991L;

    static final int DEGREE = 53;
    private static final int SHIFT = DEGREE - 8;
    private static final long[] REDUCE = new long[256];
    private static final long[] LEAVE = new long[256];

    static {
        for (int b = 0; b < 256; b++) {
            long leaving = append(0, b);
            for (int i = 0; i < WINDOW - 1; i++) {
                leaving = append(leaving, 0);
            }
            LEAVE[b] = leaving;
            long high = (long) b << DEGREE;
            REDUCE[b] = modulo(high) | high;
        }
    }

    private final int min;
    private final int max;
    private final long mask;

    /** A cutter for chunks of about {@code averageBytes}, a power of two, from half to eight times that. */
    public RabinCutter(int averageBytes) {
        if (Integer.bitCount(averageBytes) != 1 || averageBytes < 256 || averageBytes > 1 << 24) {
            throw new IllegalArgumentException("average chunk length " + averageBytes + " is no power of two in range");
        }
        min = averageBytes / 2;
        max = averageBytes * 8;
        mask = averageBytes - 1L;
    }

    /** The hash of a longer text: one byte more, nothing leaves. */
    static long append(long hash, int b) {
        return modulo(hash << 8 | b);
    }

    private static long modulo(long value) {
        long rest = value;
        for (int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(rest | 1); bit >= DEGREE; bit--) {
            if ((rest >>> bit & 1) != 0) {
                rest ^= POLYNOMIAL << bit - DEGREE;
            }
        }
        return rest;
    }

    @Override
    public int minBytes() {
        return min;
    }

    @Override
    public int maxBytes() {
        return max;
    }

    @Override
    public int cut(byte[] data, int from, int to) {
        int available = to - from;
        if (available <= min) {
            return available;
        }
        int end = from + Math.min(max, available);
        int begin = from + min - WINDOW;
        long hash = 0;
        for (int i = begin; i < from + min; i++) {
            hash = slide(hash, 0, data[i] & 0xFF);
        }
        for (int i = from + min; i < end; i++) {
            hash = slide(hash, data[i - WINDOW] & 0xFF, data[i] & 0xFF);
            if ((hash & mask) == mask) {
                return i + 1 - from;
            }
        }
        return end - from;
    }

    /** The hash of the window one byte further on. */
    static long slide(long hash, int leaving, int entering) {
        long without = hash ^ LEAVE[leaving];
        int high = (int) (without >>> SHIFT);
        return (without << 8 | entering) ^ REDUCE[high];
    }
}
