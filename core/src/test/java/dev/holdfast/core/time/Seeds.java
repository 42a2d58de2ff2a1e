package dev.holdfast.core.time;

import java.util.Random;

/** Seeds of randomised tests: another one in each run, or the one given as {@code -Dholdfast.seed=…} to replay a run. */
public final class Seeds {
    private Seeds() {}

    /** The seed of this run. */
    public static long next() {
        Long given = Long.getLong("holdfast.seed");
        return given != null ? given : Entropy.system().id().low();
    }

    /** A generator whose sequence is specified by the platform and so the same everywhere. */
    public static Random generator(long seed) {
        return new Random(seed);
    }

    /** What to write into the message of a failed test. */
    public static String replay(long seed) {
        return "replay with -Dholdfast.seed=" + seed;
    }
}
