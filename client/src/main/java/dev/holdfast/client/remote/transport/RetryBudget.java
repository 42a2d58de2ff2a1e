package dev.holdfast.client.remote.transport;

/**
 * How many repetitions are left: each request whose first attempt is answered earns a tenth of one, so that repeating never adds more than
 * a tenth to what the server has to do for long, however many requests fail. While a server is silent, looking whether it is back is more
 * important than that, and is paid for afterwards. Thread-safe.
 */
final class RetryBudget {
    private static final double EARNED = 0.1;
    private static final double CAPACITY = 20;
    /** Enough for two minutes of looking again with growing waits, by a machine with many requests under way. */
    private static final double CREDIT = 100;

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

    /** Takes one for a look at a silent server, which may be earned later; false if too much is owed already. */
    synchronized boolean borrow() {
        if (left <= -CREDIT) {
            return false;
        }
        left--;
        return true;
    }
}
