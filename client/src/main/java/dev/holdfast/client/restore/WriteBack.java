package dev.holdfast.client.restore;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FsException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a restore writes to the disk while it goes on, so that little is left to wait for at its end: a system by itself begins
 * after half a minute. Belongs to the thread that runs the restore.
 */
final class WriteBack {
    private static final long INTERVAL_MILLIS = 250;
    private static final long WORTH_BYTES = 64L << 20;

    private final Directory target;
    private final LongAdder bytes;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable FsException failure;

    private WriteBack(Directory target, LongAdder bytes, ThreadFactory threads) {
        this.target = target;
        this.bytes = bytes;
        this.thread = threads.newThread(this::run);
    }

    /**
     * Begins with the file system of {@code target}.
     *
     * @param bytes how much was written so far
     */
    static WriteBack start(Directory target, LongAdder bytes, ThreadFactory threads) {
        WriteBack started = new WriteBack(target, bytes, threads);
        started.thread.start();
        return started;
    }

    private void run() {
        long synced = 0;
        while (waited()) {
            long written = bytes.sum();
            if (written - synced >= WORTH_BYTES) {
                synced = written;
                sync();
            }
        }
    }

    private boolean waited() {
        try {
            return !stopped.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** The system tells of a failed write only once, so it is kept until {@link #finish}. */
    private void sync() {
        try {
            target.syncFileSystem();
        } catch (FsException e) {
            fail(e);
        }
    }

    private synchronized void fail(FsException e) {
        failure = failure == null ? e : failure;
    }

    /** Stops; what was written since the last time may still be in memory. */
    void stop() {
        stopped.countDown();
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

    /**
     * Stops, and returns when everything is durable.
     *
     * @throws FsException if the disk has failed to take something
     */
    void finish() {
        stop();
        sync();
        if (failure != null) {
            throw failure;
        }
    }
}
