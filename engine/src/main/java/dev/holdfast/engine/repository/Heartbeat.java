package dev.holdfast.engine.repository;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.MetadataService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Says from time to time that a session's owner is alive, until it is closed. A beat that fails is not worth stopping a backup for: if
 * the session is lost, its commit will say so.
 */
public final class Heartbeat implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 5_000;

    private final MetadataService metadata;
    private final SessionId session;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    Heartbeat(MetadataService metadata, SessionId session, ThreadFactory threads) {
        this.metadata = metadata;
        this.session = session;
        this.thread = threads.newThread(this::beat);
        thread.start();
    }

    private void beat() {
        try {
            while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                tryBeat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryBeat() {
        try {
            metadata.heartbeat(session);
        } catch (HoldfastException e) {
            // The next beat tries again; correctness never depends on a beat.
            closed.getCount();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
