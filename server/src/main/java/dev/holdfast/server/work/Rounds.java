package dev.holdfast.server.work;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Does the same few things again and again on one thread, until it is closed. Thread-safe. */
public final class Rounds implements AutoCloseable {
    /** How soon a pause that became shorter is noticed. */
    private static final long NOTICED_MILLIS = 1_000;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Runnable> tasks;
    private final Consumer<RuntimeException> failed;
    private final LongSupplier pauseMillis;

    private Rounds(List<Runnable> tasks, LongSupplier pauseMillis, Consumer<RuntimeException> failed) {
        this.tasks = List.copyOf(tasks);
        this.pauseMillis = pauseMillis;
        this.failed = failed;
    }

    /** Starts; a task that fails is reported and tried again in the next round. */
    public static Rounds start(List<Runnable> tasks, long pauseMillis, Consumer<RuntimeException> failed, ThreadFactory threads) {
        Rounds rounds = new Rounds(tasks, () -> pauseMillis, failed);
        threads.newThread(() -> rounds.run(Long.MAX_VALUE)).start();
        return rounds;
    }

    /** The same with a pause that may change, which is noticed within a second. */
    public static Rounds start(List<Runnable> tasks, LongSupplier pauseMillis, Consumer<RuntimeException> failed, ThreadFactory threads) {
        Rounds rounds = new Rounds(tasks, pauseMillis, failed);
        threads.newThread(() -> rounds.run(NOTICED_MILLIS)).start();
        return rounds;
    }

    private void run(long sliceMillis) {
        try {
            while (!isClosedAfterPause(sliceMillis)) {
                tasks.forEach(this::once);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosedAfterPause(long sliceMillis) throws InterruptedException {
        long waited = 0;
        for (long left = pauseMillis.getAsLong(); left > 0; left = pauseMillis.getAsLong() - waited) {
            long slice = Math.min(left, sliceMillis);
            if (closed.await(slice, TimeUnit.MILLISECONDS)) {
                return true;
            }
            waited += slice;
        }
        return closed.getCount() == 0;
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
