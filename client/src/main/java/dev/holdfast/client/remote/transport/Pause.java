package dev.holdfast.client.remote.transport;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The way to let time pass; handed in, so that a test owns it. */
@FunctionalInterface
public interface Pause {
    /** Returns when so much time has passed, or earlier once {@code cut} is open. */
    void await(long nanos, CountDownLatch cut) throws InterruptedException;

    /** Real time. */
    static Pause real() {
        return (nanos, cut) -> {
            if (!cut.await(nanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        };
    }
}
