package dev.holdfast.client.remote.transport;

import dev.holdfast.core.time.Clock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/**
 * A limit on bytes per second, shared by all that is sent or received: a bucket that fills evenly and holds what a tenth of a second
 * allows. Thread-safe.
 */
public final class Pace {
    private static final long NANOS = 1_000_000_000L;
    private static final long BURST_NANOS = NANOS / 10;

    private final LongSupplier bytesPerSecond;
    private final Clock clock;
    private final Pause pause;
    private final CountDownLatch never = new CountDownLatch(1);

    /** When everything taken so far has been paid for. */
    private long paidUntil;

    private Pace(LongSupplier bytesPerSecond, Clock clock, Pause pause) {
        this.bytesPerSecond = bytesPerSecond;
        this.clock = clock;
        this.pause = pause;
        this.paidUntil = clock.monotonicNanos();
    }

    /** At most so many bytes per second; 0 is no limit. */
    public static Pace of(long bytesPerSecond, Clock clock, Pause pause) {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("a pace of " + bytesPerSecond + " bytes per second");
        }
        return new Pace(() -> bytesPerSecond, clock, pause);
    }

    /** No faster than this pace, and no faster than {@code allowed} says at the time; 0 is no limit. */
    public Pace within(LongSupplier allowed) {
        LongSupplier own = bytesPerSecond;
        return new Pace(() -> smaller(own.getAsLong(), allowed.getAsLong()), clock, pause);
    }

    private static long smaller(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    /** Whether there is a limit. */
    public boolean isLimited() {
        return bytesPerSecond.getAsLong() > 0;
    }

    /** How long so many bytes take at least. */
    public long millisFor(long bytes) {
        long limit = bytesPerSecond.getAsLong();
        return limit > 0 ? bytes * 1000 / limit : 0;
    }

    /** Waits until so many bytes may pass. */
    void take(long bytes) throws IOException {
        long limit = bytesPerSecond.getAsLong();
        if (limit <= 0) {
            return;
        }
        long wait = reserve(bytes, limit);
        if (wait > 0) {
            try {
                pause.await(wait, never);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted").initCause(e);
            }
        }
    }

    private synchronized long reserve(long bytes, long limit) {
        long now = clock.monotonicNanos();
        paidUntil = Math.max(paidUntil, now - BURST_NANOS) + (long) ((double) bytes / limit * NANOS);
        return paidUntil - now;
    }
}
