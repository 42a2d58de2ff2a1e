package dev.holdfast.server.browse;

import dev.holdfast.core.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until it is put forward. */
final class SettableClock implements Clock {
    private long nanos = 1_000_000_000L;

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public long monotonicNanos() {
        return nanos;
    }
}
