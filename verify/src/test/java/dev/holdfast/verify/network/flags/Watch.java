package dev.holdfast.verify.network.flags;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Runs those who take part, hears what went wrong with them, and waits until something is so. */
final class Watch implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<String> wrongs = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stirred = lock.newCondition();

    /** One turn of somebody who takes part. */
    @FunctionalInterface
    interface Turn {
        void take() throws InterruptedException;
    }

    /** Takes turn after turn in a thread of its own, with a pause between them. */
    void run(String name, Duration pause, Turn turn) {
        threads.execute(() -> {
            try {
                while (!ended.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    turn.take();
                    stir();
                }
            } catch (InterruptedException e) {
                // The end.
                Thread.currentThread().interrupt();
            } catch (RuntimeException | AssertionError e) {
                wrong(name + " failed: " + e);
            }
        });
    }

    /** Something that must never be. */
    void wrong(String what) {
        wrongs.add(what);
        stir();
    }

    List<String> wrongs() {
        return List.copyOf(wrongs);
    }

    /** Somebody saw or did something. */
    void stir() {
        lock.lock();
        try {
            stirred.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this is so, or something went wrong; false if neither happens in this time. */
    boolean await(BooleanSupplier wanted, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!wanted.getAsBoolean() && wrongs.isEmpty() && left > 0) {
                left = stirred.awaitNanos(left);
            }
            return wanted.getAsBoolean() || !wrongs.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended.countDown();
        threads.shutdownNow();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("somebody does not end");
        }
    }
}
