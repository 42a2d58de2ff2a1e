package dev.holdfast.core.tree;

/**
 * A file time.
 *
 * @param seconds since 1970-01-01T00:00:00Z, negative before
 * @param nanos 0 to 999,999,999, counted forward from {@code seconds}
 */
public record Timestamp(long seconds, int nanos) implements Comparable<Timestamp> {
    @Override
    public int compareTo(Timestamp other) {
        int order = Long.compare(seconds, other.seconds);
        return order == 0 ? Integer.compare(nanos, other.nanos) : order;
    }
}
