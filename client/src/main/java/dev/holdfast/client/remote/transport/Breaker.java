package dev.holdfast.client.remote.transport;

/**
 * A circuit breaker: when the server has been silent a few times in a row, requests wait, and one at a time tries whether it answers
 * again. Thread-safe.
 */
final class Breaker {
    private static final int SILENCES = 3;
    private static final long LOOK_AGAIN_NANOS = 50_000_000;

    private int silences;
    private boolean probing;
    private long closedUntil;

    /** How long the caller has to wait before it asks again; 0 if it may send now. */
    synchronized long delay(long now) {
        if (silences < SILENCES) {
            return 0;
        }
        if (probing) {
            return LOOK_AGAIN_NANOS;
        }
        if (now < closedUntil) {
            return closedUntil - now;
        }
        probing = true;
        return 0;
    }

    /** The server answered, whatever it said. */
    synchronized void answered() {
        silences = 0;
        probing = false;
    }

    /** The attempt ended without telling anything about the server. */
    synchronized void released() {
        probing = false;
    }

    /** The server did not answer; {@code waitNanos} is how long the next try should wait. */
    synchronized void silent(long now, long waitNanos) {
        silences++;
        probing = false;
        closedUntil = now + waitNanos;
    }

    synchronized int silences() {
        return silences;
    }
}
