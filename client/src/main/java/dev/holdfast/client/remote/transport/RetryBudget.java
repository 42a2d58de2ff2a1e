package dev.holdfast.client.remote.transport;

/**
 * How many repetitions are left: each answered request earns a tenth of one, so that repeating never adds more than a tenth to what the
 * server has to do for long, however many requests fail. Thread-safe.
 */
final class RetryBudget {
    private static final double EARNED = 0.1;
    private static final double CAPACITY = 20;

    private double left = CAPACITY;

    synchronized void earn() {
        left = Math.min(CAPACITY, left + EARNED);
    }

    /** Takes one; false if there is none. */
    synchronized boolean take() {
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
