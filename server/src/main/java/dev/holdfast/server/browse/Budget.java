package dev.holdfast.server.browse;

import dev.holdfast.core.time.Clock;
import java.util.concurrent.TimeUnit;

/** How much one call may look at before it answers with what it has and a cursor. Belongs to one thread. */
final class Budget {
    private static final int LOOK_AT_CLOCK = 64;

    private final Clock clock;
    private final long endNanos;
    private long steps;

    Budget(Clock clock, long steps, long millis) {
        this.clock = clock;
        this.steps = steps;
        this.endNanos = clock.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** For one page of something that a person waits for. */
    static Budget ofPage(Clock clock) {
        return new Budget(clock, 250_000, 1_500);
    }

    /** Takes one step; false if that was the last. */
    boolean spend() {
        steps--;
        if (steps <= 0) {
            return false;
        }
        return steps % LOOK_AT_CLOCK != 0 || clock.monotonicNanos() - endNanos < 0;
    }
}
