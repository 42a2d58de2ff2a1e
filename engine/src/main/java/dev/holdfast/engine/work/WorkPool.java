package dev.holdfast.engine.work;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of threads over one last-in-first-out queue. The first failure stops all of them and is what {@link #await} throws.
 *
 * @param <W> state of a worker, made and used by one thread only
 */
public final class WorkPool<W> {
    private final Supplier<W> newWorker;
    private final Consumer<W> finish;
    private final Deque<Task<W>> tasks = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private int running;
    private int working;
    private boolean sealed;
    private boolean cancelledLate;
    private @Nullable Throwable failure;

    /**
     * A pool that starts at {@link #start}.
     *
     * @param newWorker makes the state of a worker, on its thread
     * @param finish what a worker does after the last task of all, still on its thread; not called after a failure
     */
    public WorkPool(int workers, ThreadFactory factory, Supplier<W> newWorker, Consumer<W> finish) {
        this.newWorker = newWorker;
        this.finish = finish;
        this.working = workers;
        for (int i = 0; i < workers; i++) {
            threads.add(factory.newThread(this::work));
        }
    }

    /** Starts the threads with a first task. */
    public void start(Task<W> first) {
        submit(List.of(first));
        threads.forEach(Thread::start);
    }

    /** Puts tasks on top of the queue, so that the first of the list runs first. */
    public synchronized void submit(List<? extends Task<W>> more) {
        for (int i = more.size() - 1; i >= 0; i--) {
            tasks.push(more.get(i));
        }
        notifyAll();
    }

    /** Puts a task below all others, for a worker that has nothing better to do. */
    public synchronized void submitLast(Task<W> task) {
        tasks.addLast(task);
        notifyAll();
    }

    /** How many workers there are. */
    public int workers() {
        return threads.size();
    }

    /**
     * Fails if the pool was stopped; a long task calls this from time to time.
     *
     * @throws HoldfastException INTERRUPTED
     */
    public synchronized void checkRunning() {
        if (failure != null || cancelledLate) {
            throw new HoldfastException(ErrorCode.INTERRUPTED, "the operation was interrupted");
        }
    }

    /**
     * Stops the workers after their current task, or where that calls {@link #checkRunning}; {@link #await} then throws {@code INTERRUPTED}.
     * Once every worker has ended, what they did stands: only {@code checkRunning} still heeds it.
     */
    public synchronized void cancel() {
        if (working == 0) {
            cancelledLate = true;
        } else {
            fail(new HoldfastException(ErrorCode.INTERRUPTED, "the operation was interrupted"));
        }
    }

    /** Waits until every task and every worker's finish is done, and rethrows the first failure. */
    public void await() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= joined(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throwFailure();
    }

    /** Waits for a thread to end, even through an interrupt, which cancels the rest and is told. */
    private boolean joined(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                cancel();
            }
        }
    }

    private synchronized void throwFailure() {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new HoldfastException(ErrorCode.INTERNAL, "a worker failed", failure);
        }
    }

    private void work() {
        try {
            W worker = newWorker.get();
            for (Task<W> task = next(); task != null; task = next()) {
                task.run(worker);
                done();
            }
            if (succeeded()) {
                finish.accept(worker);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            ended();
        }
    }

    private synchronized void ended() {
        working--;
    }

    /** The next task, or null when there will be no more. */
    private synchronized @Nullable Task<W> next() {
        while (!sealed && failure == null) {
            Task<W> task = tasks.poll();
            if (task != null) {
                running++;
                return task;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                failure = failure == null ? new HoldfastException(ErrorCode.INTERRUPTED, "interrupted", e) : failure;
                notifyAll();
            }
        }
        return null;
    }

    private synchronized void done() {
        running--;
        if (running == 0 && tasks.isEmpty()) {
            sealed = true;
            notifyAll();
        }
    }

    private synchronized boolean succeeded() {
        return failure == null;
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        } else if (!failure.equals(cause)) {
            failure.addSuppressed(cause);
        }
        tasks.clear();
        notifyAll();
    }
}
