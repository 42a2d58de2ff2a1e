package dev.holdfast.client.cli.invocation;

import java.util.ArrayList;
import java.util.List;
import java.time.Duration;
import java.util.Optional;

/**
 * The wish of a person or the system that the running command should end. A long operation registers how it is cancelled; it is then
 * given time to end in order. Thread-safe.
 */
public final class Interruption {
    private final List<Runnable> companions = new ArrayList<>();
    /** Longer than a store needs to finish a write, shorter than the time after which systems kill. */
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(8);

    private Optional<Runnable> cancel = Optional.empty();
    private Duration patience = USUAL_PATIENCE;
    private boolean wished;

    /** Something that can be ended; closed when there is nothing to end any more. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Says how the operation that runs now is cancelled; at once, if the wish is there already. */
    public Registration register(Runnable howToCancel) {
        return register(howToCancel, USUAL_PATIENCE);
    }

    /** The same for an operation that needs so much time to end in order. */
    public Registration register(Runnable howToCancel, Duration enough) {
        boolean now;
        synchronized (this) {
            patience = enough;
            cancel = Optional.of(howToCancel);
            now = wished;
        }
        if (now) {
            howToCancel.run();
        }
        return this::unregister;
    }

    /**
     * Says what else is done at the wish, before anything is cancelled, such as to wait for nothing any more. It is no reason for giving
     * a command time to end.
     */
    public Registration accompany(Runnable companion) {
        synchronized (this) {
            companions.add(companion);
        }
        return () -> dismiss(companion);
    }

    private synchronized void dismiss(Runnable companion) {
        companions.remove(companion);
    }

    private synchronized void unregister() {
        cancel = Optional.empty();
    }

    /** Wishes the end; false if nothing runs that needs one in order. */
    public boolean wish() {
        Optional<Runnable> howToCancel;
        List<Runnable> others;
        synchronized (this) {
            wished = true;
            howToCancel = cancel;
            others = List.copyOf(companions);
        }
        others.forEach(Runnable::run);
        howToCancel.ifPresent(Runnable::run);
        return howToCancel.isPresent();
    }

    /** How long what runs now is waited for once its end is wished. */
    public synchronized Duration patience() {
        return patience;
    }

    public synchronized boolean isWished() {
        return wished;
    }
}
