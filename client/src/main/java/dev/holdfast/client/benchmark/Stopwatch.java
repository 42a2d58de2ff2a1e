package dev.holdfast.client.benchmark;

import dev.holdfast.core.time.Clock;

/** Measures how long work takes once it is compiled. */
final class Stopwatch {
    private static final long WARM_UP_NANOS = 300_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Clock clock;
    private final int rounds;

    Stopwatch(Clock clock, int rounds) {
        this.clock = clock;
        this.rounds = rounds;
    }

    /** Runs the work until it is warm. */
    void warmUp(Runnable work) {
        long start = clock.monotonicNanos();
        do {
            work.run();
        } while (clock.monotonicNanos() - start < WARM_UP_NANOS);
    }

    /** Seconds of the fastest round; others were held up by something else. */
    double bestSeconds(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            long start = clock.monotonicNanos();
            work.run();
            best = Math.min(best, clock.monotonicNanos() - start);
        }
        return Math.max(best, 1) / NANOS_PER_SECOND;
    }

    /** Warms up and measures; the result is in millions of {@code bytes} per second. */
    double megabytesPerSecond(long bytes, Runnable work) {
        warmUp(work);
        return megabytesPerSecond(bytes, bestSeconds(work));
    }

    static double megabytesPerSecond(long bytes, double seconds) {
        return bytes / 1e6 / seconds;
    }
}
