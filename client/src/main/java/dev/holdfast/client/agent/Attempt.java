package dev.holdfast.client.agent;

import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.Result;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** One attempt at some work while it runs: how far it is, and how it is ended early. Thread-safe. */
public final class Attempt {
    private final OptionalLong bandwidth;
    private Optional<Runnable> cancel = Optional.empty();
    private Optional<Result> early = Optional.empty();
    private Supplier<TaskState.Running> progress = () -> new TaskState.Running(0, 0, "bytes");

    /** @param bandwidth the bytes a second that the server allows, if it limits them */
    public Attempt(OptionalLong bandwidth) {
        this.bandwidth = bandwidth;
    }

    /** Something that was registered; closed when there is nothing to end any more. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    public OptionalLong bandwidth() {
        return bandwidth;
    }

    /** Says how what runs now is ended; at once, if its end is wished already. */
    public Registration register(Runnable howToCancel) {
        boolean now;
        synchronized (this) {
            cancel = Optional.of(howToCancel);
            now = early.isPresent();
        }
        if (now) {
            howToCancel.run();
        }
        return this::unregister;
    }

    private synchronized void unregister() {
        cancel = Optional.empty();
    }

    /** Ends it early, with this result unless it comes to an end of its own. The first wish counts. */
    void end(Result result) {
        Optional<Runnable> howToCancel;
        synchronized (this) {
            early = early.or(() -> Optional.of(result));
            howToCancel = cancel;
        }
        howToCancel.ifPresent(Runnable::run);
    }

    /** The result it was ended with early, if it was. */
    public synchronized Optional<Result> early() {
        return early;
    }

    /** Says what tells how far it is: something quick, which other threads ask. */
    public synchronized void watch(Supplier<TaskState.Running> source) {
        progress = source;
    }

    TaskState.Running progress() {
        Supplier<TaskState.Running> source;
        synchronized (this) {
            source = progress;
        }
        return source.get();
    }
}
