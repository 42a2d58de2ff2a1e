package dev.holdfast.core.chunk;

/**
 * FastCDC (Xia et al., USENIX ATC 2016 and IEEE TPDS 2020) over a keyed 64-bit gear hash, with normalisation level 2: before the
 * average length a cut needs two bits more than its logarithm, after it two bits less. A byte leaves the hash after 64 more, so it
 * is warmed up with the 64 bytes before the minimum: whether a place is a cut depends on the content before it alone.
 *
 * <p>In a run of equal, periodic or otherwise poor bytes the hash takes few values and may never be one that cuts. If every chunk of
 * the run ended at the maximum, its cuts would lie wherever the run happens to begin: an insertion before it would move them all, and
 * a period that does not divide the maximum would make each chunk a different one. The chunk therefore ends, when nothing cuts before the
 * maximum, behind the lowest hash seen since twice the average. That place belongs to the content again: every chunk of a
 * periodic run begins at the same phase, and all of them are one chunk, stored once.
 */
public final class FastCdc implements Cutter {
    private static final int NORMALISATION = 2;

    private final long[] gear;
    private final int min;
    private final int average;
    private final int max;
    private final long strictMask;
    private final long easyMask;
    private final Late late;

    /** Where a chunk ends that has no cut of its own before the maximum. */
    public enum Late {
        /** Behind the lowest hash between twice the average and the maximum. */
        LOWEST_HASH,
        /** At the maximum, as in the papers; here to be compared with. */
        MAXIMUM
    }

    /**
     * A cutter for chunks of about {@code averageBytes}, from half to eight times that.
     *
     * @param key secret from which the gear table comes
     * @param averageBytes a power of two from 256 to 16 MiB
     */
    public FastCdc(byte[] key, int averageBytes) {
        this(key, averageBytes, Late.LOWEST_HASH);
    }

    /** The same with a choice of what ends a chunk without a cut; repositories use {@link Late#LOWEST_HASH}. */
    public FastCdc(byte[] key, int averageBytes, Late late) {
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
        this.late = late;
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
        int overdue = from + Math.min(average * 2, available);
        int end = from + Math.min(max, available);
        long[] table = gear;
        long hash = 0;
        int i = from + min - Long.SIZE;
        for (; i < from + min; i++) {
            hash = (hash << 1) + table[data[i] & 0xFF];
        }
        for (; i < normal; i++) {
            hash = (hash << 1) + table[data[i] & 0xFF];
            if ((hash & strictMask) == 0) {
                return i + 1 - from;
            }
        }
        for (; i < overdue; i++) {
            hash = (hash << 1) + table[data[i] & 0xFF];
            if ((hash & easyMask) == 0) {
                return i + 1 - from;
            }
        }
        return i == end ? end - from : cutLate(data, from, i, end, hash);
    }

    /** Goes on where few chunks come to. Whatever cuts is lower than all before it, so one comparison a byte finds both. */
    private int cutLate(byte[] data, int from, int start, int end, long startHash) {
        long[] table = gear;
        long hash = startHash;
        long lowest = -1L;
        int place = end;
        for (int i = start; i < end; i++) {
            hash = (hash << 1) + table[data[i] & 0xFF];
            if (Long.compareUnsigned(hash, lowest) <= 0) {
                if ((hash & easyMask) == 0) {
                    return i + 1 - from;
                }
                lowest = hash;
                place = i + 1;
            }
        }
        boolean full = end - from == max;
        return full && late == Late.LOWEST_HASH ? place - from : end - from;
    }
}
