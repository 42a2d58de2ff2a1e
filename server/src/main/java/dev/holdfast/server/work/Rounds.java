package dev.holdfast.server.work;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does the same few things again and again on one thread, until it is closed. Thread-safe. */
public final class Rounds implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Runnable> tasks;
    private final Consumer<RuntimeException> failed;
    private final long pauseMillis;

    private Rounds(List<Runnable> tasks, long pauseMillis, Consumer<RuntimeException> failed) {
        this.tasks = List.copyOf(tasks);
        this.pauseMillis = pauseMillis;
        this.failed = failed;
    }

    /** Starts; a task that fails is reported and tried again in the next round. */
    public static Rounds start(List<Runnable> tasks, long pauseMillis, Consumer<RuntimeException> failed, ThreadFactory threads) {
        Rounds rounds = new Rounds(tasks, pauseMillis, failed);
        threads.newThread(rounds::run).start();
        return rounds;
    }

    private void run() {
        try {
            while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                tasks.forEach(this::once);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
