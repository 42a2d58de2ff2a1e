package dev.holdfast.core.time;

import java.time.Instant;

/** Wall-clock and monotonic time. Wall time is shown to people; only monotonic time decides anything. */
public interface Clock {
    /** The current wall-clock time. */
    Instant now();

    /** Nanoseconds from an arbitrary origin, never decreasing. */
    long monotonicNanos();

    /** The clock of the machine. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
