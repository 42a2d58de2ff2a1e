package dev.holdfast.client.remote.transport;

import dev.holdfast.core.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only by waiting for it. */
final class VirtualTime implements Clock, Pause {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> waits = new CopyOnWriteArrayList<>();

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos.get());
    }

    @Override
    public long monotonicNanos() {
        return nanos.get();
    }

    @Override
    public void await(long forNanos, CountDownLatch cut) {
        waits.add(forNanos);
        nanos.addAndGet(forNanos);
    }

    /** Every wait so far. */
    List<Long> waits() {
        return waits;
    }
}
