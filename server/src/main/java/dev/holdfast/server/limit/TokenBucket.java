package dev.holdfast.server.limit;

/** Lets through so many a second on average and twice as many at once. Not thread-safe. */
final class TokenBucket {
    private static final double BURST_SECONDS = 2;

    private double tokens;
    private long lastNanos;

    TokenBucket(double perSecond, long nowNanos) {
        this.tokens = capacity(perSecond);
        this.lastNanos = nowNanos;
    }

    private static double capacity(double perSecond) {
        return Math.max(1, perSecond * BURST_SECONDS);
    }

    /** Takes one at the rate that applies now, or says that there is none. */
    boolean take(double perSecond, long nowNanos) {
        tokens = Math.min(capacity(perSecond), tokens + Math.max(0, nowNanos - lastNanos) / 1e9 * perSecond);
        lastNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
