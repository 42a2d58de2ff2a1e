package dev.holdfast.server.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Assignments that were looked at lately, so that a unit that comes again costs no look at the database. What is written down stays, so that nothing
 * here grows old. Thread-safe.
 */
final class RecentAssignments {
    private static final int MOST = 100_000;

    private final Map<Key, String> variants = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > MOST;
        }
    };

    /** A unit in an experiment. */
    record Key(EnvironmentName where, String experiment, String unit) {}

    synchronized Optional<String> find(Key key) {
        return Optional.ofNullable(variants.get(key));
    }

    synchronized void put(Key key, String variant) {
        variants.put(key, variant);
    }
}
