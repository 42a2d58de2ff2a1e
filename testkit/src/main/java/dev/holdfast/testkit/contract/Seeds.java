package dev.holdfast.testkit.contract;

import dev.holdfast.core.time.Entropy;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeds of randomised tests: another one in each run, or the one given as {@code -Dholdfast.seed=…} to replay a run.
 */
public final class Seeds {
    private Seeds() {}

    /** The seed of this run. */
    public static long next() {
        Long given = Long.getLong("holdfast.seed");
        return given != null ? given : Entropy.system().id().low();
    }

    /** A generator that replays everything from its seed. */
    public static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** An entropy source that replays everything from its seed; for one thread. */
    public static Entropy entropy(long seed) {
        return generator(seed)::nextBytes;
    }

    /** What to write into the message of a failed test. */
    public static String replay(long seed) {
        return "replay with -Dholdfast.seed=" + seed;
    }
}
