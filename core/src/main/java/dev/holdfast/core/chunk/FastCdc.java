package dev.holdfast.core.chunk;

/**
 * FastCDC (Xia et al., USENIX ATC 2016 and IEEE TPDS 2020) over a keyed 64-bit gear hash, with normalisation level 2: before the
 * average length a cut needs two bits more than its logarithm, after it two bits less.
 *
 * <p>A run of equal or periodic bytes never moves the hash onto a cut, and every chunk of it would end at the maximum, wherever
 * the run happens to begin. From four times the average on, the weakest place seen is therefore remembered, as in TTTD (Eshghi and
 * Tang, HP Labs 2005), and taken when no cut comes before the maximum. A run without any such place ends at the maximum: its
 * chunks are all alike, so they are stored once.
 */
public final class FastCdc implements Cutter {
    private static final int NORMALISATION = 2;
    private static final int FALLBACK_BITS = 6;

    private final long[] gear;
    private final int min;
    private final int average;
    private final int max;
    private final long strictMask;
    private final long easyMask;
    private final long fallbackMask;

    /**
     * A cutter for chunks of about {@code averageBytes}, from half to eight times that.
     *
     * @param key secret from which the gear table comes
     * @param averageBytes a power of two from 256 to 16 MiB
     */
    public FastCdc(byte[] key, int averageBytes) {
        if (Integer.bitCount(averageBytes) != 1 || averageBytes < 256 || averageBytes > 1 << 24) {
            throw new IllegalArgumentException("average chunk length " + averageBytes + " is no power of two in range");
        }
        gear = GearTable.derive(key);
        average = averageBytes;
        min = averageBytes / 2;
        max = averageBytes * 8;
        int bits = Integer.numberOfTrailingZeros(averageBytes);
        strictMask = highBits(bits + NORMALISATION);
        easyMask = highBits(bits - NORMALISATION);
        fallbackMask = highBits(bits - NORMALISATION - FALLBACK_BITS > 0 ? bits - NORMALISATION - FALLBACK_BITS : 1);
    }

    /** The top bits of a gear hash have seen the most bytes. */
    private static long highBits(int count) {
        return -1L << Long.SIZE - count;
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
        int normal = from + Math.min(average, available);
        int late = from + Math.min(average * 4, available);
        int end = from + Math.min(max, available);
        long[] table = gear;
        long hash = 0;
        int i = from + min;
        for (; i < normal; i++) {
            hash = (hash << 1) + table[data[i] & 0xFF];
            if ((hash & strictMask) == 0) {
                return i + 1 - from;
            }
        }
        for (; i < late; i++) {
            hash = (hash << 1) + table[data[i] & 0xFF];
            if ((hash & easyMask) == 0) {
                return i + 1 - from;
            }
        }
        return i == end ? end - from : cutLate(data, from, i, end, hash);
    }


    private int cutLate(byte[] data, int from, int start, int end, long startHash) {
        long[] table = gear;
        long hash = startHash;
        int fallback = end;
        for (int i = start; i < end; i++) {
            hash = (hash << 1) + table[data[i] & 0xFF];
            if ((hash & fallbackMask) == 0) {
                if ((hash & easyMask) == 0) {
                    return i + 1 - from;
                }
                fallback = i + 1;
            }
        }
        return end - from == max ? fallback - from : end - from;
    }
}
