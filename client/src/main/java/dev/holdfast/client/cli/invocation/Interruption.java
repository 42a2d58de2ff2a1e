package dev.holdfast.client.cli.invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The wish of a person or the system that the running command should end. A long operation registers how it is cancelled; it is then
 * given time to end in order. Thread-safe.
 */
public final class Interruption {
    private final List<Runnable> companions = new ArrayList<>();
    private Optional<Runnable> cancel = Optional.empty();
    private boolean wished;

    /** Something that can be ended; closed when there is nothing to end any more. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Says how the operation that runs now is cancelled; at once, if the wish is there already. */
    public Registration register(Runnable howToCancel) {
        boolean now;
        synchronized (this) {
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

    public synchronized boolean isWished() {
        return wished;
    }
}
