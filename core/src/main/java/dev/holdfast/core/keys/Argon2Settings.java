package dev.holdfast.core.keys;

import dev.holdfast.core.codec.MalformedException;

/**
 * What it costs to try a passphrase. The limits bound what a slot made by a stranger can demand.
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over that memory
 * @param parallelism number of lanes
 */
public record Argon2Settings(int memoryKib, int iterations, int parallelism) {
    /** What new slots are made with: RFC 9106's choice for machines that cannot spare 2 GiB. */
    public static final Argon2Settings STANDARD = new Argon2Settings(64 * 1024, 3, 4);

    /** Most memory in KiB: 1 GiB. */
    public static final int MAX_MEMORY_KIB = 1 << 20;

    /** Most passes. */
    public static final int MAX_ITERATIONS = 64;

    /** Most lanes. */
    public static final int MAX_PARALLELISM = 16;

    /** Most memory times passes, in KiB: some ten seconds of work. */
    public static final long MAX_WORK_KIB = 8L << 20;

    private static final int MIN_KIB_PER_LANE = 8;

    public Argon2Settings {
        requireRange("lanes", parallelism, 1, MAX_PARALLELISM);
        requireRange("KiB of memory", memoryKib, MIN_KIB_PER_LANE * parallelism, MAX_MEMORY_KIB);
        requireRange("iterations", iterations, 1, MAX_ITERATIONS);
        if ((long) memoryKib * iterations > MAX_WORK_KIB) {
            throw new MalformedException("the slot demands " + iterations + " iterations over " + memoryKib + " KiB, which is too much");
        }
    }

    private static void requireRange(String unit, int value, int min, int max) {
        if (value < min || value > max) {
            throw new MalformedException("the slot demands " + Integer.toUnsignedString(value) + " " + unit + ", permitted are "
                    + min + " to " + max);
        }
    }
}
