package dev.holdfast.server.api;

import java.util.function.Supplier;

/**
 * The one record that a request or job fills while it runs. When it ends it becomes counters, a histogram, one structured log event
 * and a span. Thread-safe.
 */
public interface UnitOfWork {
    /** Does something that a dependency (such as {@code metadata} or {@code chunks}) is waited for, and notes how long it took. */
    <T> T dependency(String name, Supplier<T> step);

    /** Notes a number under a name of lower-case words with {@code _}, adding to what was noted before. */
    void count(String name, long amount);

    /** Notes a text under a name; never a secret, and never content or names of what is backed up. */
    void note(String name, String value);
}
