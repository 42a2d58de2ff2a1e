package dev.holdfast.server.telemetry;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.UnitOfWork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What was noted about one request or job. Holds at most {@value #LIMIT} names of each kind; more are dropped. */
public final class WorkRecord implements UnitOfWork {
    private static final int LIMIT = 64;

    private final Clock clock;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final Map<String, Long> dependencyNanos = new LinkedHashMap<>();

    public WorkRecord(Clock clock) {
        this.clock = clock;
    }

    @Override
    public <T> T dependency(String name, Supplier<T> step) {
        long start = clock.monotonicNanos();
        try {
            return step.get();
        } finally {
            add(dependencyNanos, name, clock.monotonicNanos() - start);
        }
    }

    @Override
    public void count(String name, long amount) {
        add(counts, name, amount);
    }

    @Override
    public synchronized void note(String name, String value) {
        if (notes.size() < LIMIT || notes.containsKey(name)) {
            notes.put(name, value);
        }
    }

    private synchronized void add(Map<String, Long> sums, String name, long amount) {
        if (sums.size() < LIMIT || sums.containsKey(name)) {
            sums.merge(name, amount, Long::sum);
        }
    }

    /** The numbers noted so far. */
    public synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /** The texts noted so far. */
    public synchronized Map<String, String> notes() {
        return Map.copyOf(notes);
    }

    /** How long each dependency was waited for so far, in nanoseconds. */
    public synchronized Map<String, Long> dependencyNanos() {
        return Map.copyOf(dependencyNanos);
    }
}
