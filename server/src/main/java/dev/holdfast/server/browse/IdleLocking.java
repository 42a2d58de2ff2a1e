package dev.holdfast.server.browse;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Locks once a minute what nobody has used for long, until it is closed. Thread-safe. */
public final class IdleLocking implements AutoCloseable {
    private static final long INTERVAL_SECONDS = 60;

    private final UnlockedRepositories repositories;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    public IdleLocking(UnlockedRepositories repositories, ThreadFactory threads) {
        this.repositories = repositories;
        this.thread = threads.newThread(this::run);
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(INTERVAL_SECONDS, TimeUnit.SECONDS)) {
                repositories.sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it and locks everything. */
    @Override
    public void close() {
        closed.countDown();
        repositories.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
