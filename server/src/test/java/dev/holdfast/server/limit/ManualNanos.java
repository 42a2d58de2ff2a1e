package dev.holdfast.server.limit;

import dev.holdfast.core.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test turns. */
final class ManualNanos implements Clock {
    private final AtomicLong nanos = new AtomicLong();

    void advanceMillis(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos.get());
    }

    @Override
    public long monotonicNanos() {
        return nanos.get();
    }
}
