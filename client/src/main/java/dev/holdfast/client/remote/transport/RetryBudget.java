package dev.holdfast.client.remote.transport;

/**
 * How fast requests may be repeated: a token bucket. Each request whose first attempt is answered earns a tenth of a repetition and each
 * second one, so that repeating never adds more than that to what the server has to do for long, however many requests fail. Who finds
 * the bucket empty waits for its turn. Thread-safe.
 */
final class RetryBudget {
    private static final double EARNED = 0.1;
    private static final double CAPACITY = 20;
    private static final double NANOS_EACH = 1e9;

    private double left = CAPACITY;
    private long asOfNanos;

    RetryBudget(long nowNanos) {
        this.asOfNanos = nowNanos;
    }

    synchronized void earn() {
        left = Math.min(CAPACITY, left + EARNED);
    }

    /** Takes one repetition; returns how long it is until that may be made. */
    synchronized long take(long nowNanos) {
        left = Math.min(CAPACITY, left + (nowNanos - asOfNanos) / NANOS_EACH) - 1;
        asOfNanos = nowNanos;
        return left >= 0 ? 0 : (long) (-left * NANOS_EACH);
    }

    /** One that was taken is not made. */
    synchronized void giveBack() {
        left++;
    }
}
