package dev.holdfast.flags.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the one thread that waits for it. Rung several times before somebody hears it, it has been rung once. Thread-safe. */
public final class Bell {
    private final Semaphore rung = new Semaphore(0);

    public void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /**
     * Waits until it is rung, or was rung since it was last heard.
     *
     * @return false if the time is over first
     */
    public boolean await(Duration longest) throws InterruptedException {
        boolean heard = rung.tryAcquire(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
        rung.drainPermits();
        return heard;
    }
}
