package dev.holdfast.core.crypto;

/**
 * The lengths a sealed body may have. Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with
 * PURBs", 2019) keeps as many leading bits of a length as its exponent has, so at most O(log log n) bits show and the cost is under 12 %
 * for short and about 1.6 % for megabyte lengths.
 */
public final class Padme {
    private Padme() {}

    /** The smallest permitted length that is at least {@code length}. */
    public static int paddedLength(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("negative length " + length);
        }
        if (length < 2) {
            return length;
        }
        int exponent = floorLog2(length);
        int kept = floorLog2(exponent) + 1;
        int mask = (1 << Math.max(0, exponent - kept)) - 1;
        return Math.addExact(length, mask) & ~mask;
    }

    private static int floorLog2(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }
}
