package dev.holdfast.verify.network;

import dev.holdfast.core.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock on a wall that a test puts forward; what decides anything goes on as always. Thread-safe. */
final class HandClock implements Clock {
    private final AtomicReference<Duration> shift;

    private HandClock(Duration shift) {
        this.shift = new AtomicReference<>(shift);
    }

    /** In the middle of an hour that is over. */
    static HandClock inTheLastHour() {
        Instant now = Clock.system().now();
        return new HandClock(Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(30))));
    }

    /** Puts it forward. */
    void forward(Duration by) {
        shift.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant now() {
        return Clock.system().now().plus(shift.get());
    }

    @Override
    public long monotonicNanos() {
        return Clock.system().monotonicNanos();
    }
}
