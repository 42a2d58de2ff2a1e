package dev.holdfast.server;

import java.util.ArrayList;
import java.util.List;

/** What ends the moment the server begins to stop, so that requests which wait for news are answered at once. Thread-safe. */
public final class Closing implements AutoCloseable {
    private final List<Runnable> tasks = new ArrayList<>();

    /** Has something done then. */
    public synchronized void add(Runnable task) {
        tasks.add(task);
    }

    @Override
    public synchronized void close() {
        tasks.forEach(Runnable::run);
    }
}
