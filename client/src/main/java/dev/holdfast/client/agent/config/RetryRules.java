package dev.holdfast.client.agent.config;

import java.time.Duration;

/**
 * How often and how soon something that failed for a reason that may pass is tried again.
 *
 * @param attempts how often it is tried altogether
 * @param first the longest wait before the second attempt; it doubles with each
 * @param longest the longest wait
 */
public record RetryRules(int attempts, Duration first, Duration longest) {
    /** Half of all such series are over within an hour. */
    public static final RetryRules DEFAULT = new RetryRules(8, Duration.ofMinutes(1), Duration.ofHours(1));

    private static final int MAX_ATTEMPTS = 100;

    public RetryRules {
        if (attempts < 1 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("from 1 to " + MAX_ATTEMPTS + " attempts make sense, not " + attempts);
        }
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("the longest wait is shorter than the first");
        }
    }

    /**
     * How long to wait after so many failed attempts: anything between nothing and a bound that doubles ("full jitter", Brooker,
     * "Exponential Backoff and Jitter", 2015), so that machines which failed together do not come back together.
     *
     * @param draw from 0 inclusive to 1 exclusive
     */
    public Duration delay(int failures, double draw) {
        int doublings = Math.min(Math.max(failures - 1, 0), 30);
        long bound = Math.min(longest.toMillis(), first.toMillis() * (1L << doublings));
        return Duration.ofMillis((long) (bound * draw));
    }
}
