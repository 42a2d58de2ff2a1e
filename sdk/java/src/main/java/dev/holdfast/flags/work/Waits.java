package dev.holdfast.flags.work;

import dev.holdfast.core.time.Entropy;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * How long to wait between attempts: exponential with full jitter, so that many programs that lost one server do not come back together.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter". Immutable.
 *
 * @param first bound of the wait after the first failure
 * @param longest bound of any wait
 */
public record Waits(Duration first, Duration longest, Entropy entropy) {
    private static final int MOST_DOUBLINGS = 30;

    public Waits {
        if (first.isNegative() || first.isZero() || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException("waits from " + first + " to " + longest);
        }
    }

    /** The wait after so many failures in a row, from 1. */
    public Duration after(int failures) {
        double bound = first.toNanos() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
        return upTo(Duration.ofNanos((long) Math.min(bound, (double) longest.toNanos())));
    }

    /** Any time up to this one. */
    public Duration upTo(Duration bound) {
        return Duration.ofNanos((long) (bound.toNanos() * fraction()));
    }

    /** This time, a tenth more or less. */
    public Duration about(Duration middle) {
        return Duration.ofNanos((long) (middle.toNanos() * (0.9 + 0.2 * fraction())));
    }

    private double fraction() {
        long bits = ByteBuffer.wrap(entropy.bytes(Long.BYTES)).getLong() >>> 11;
        return bits * 0x1.0p-53;
    }
}
