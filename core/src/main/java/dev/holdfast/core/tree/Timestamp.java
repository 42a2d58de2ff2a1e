package dev.holdfast.core.tree;

import java.time.Instant;

/**
 * A file time.
 *
 * @param seconds since 1970-01-01T00:00:00Z, negative before
 * @param nanos 0 to 999,999,999, counted forward from {@code seconds}
 */
public record Timestamp(long seconds, int nanos) implements Comparable<Timestamp> {
    /** The same moment; what lies beyond the platform's years is brought to the nearest end of them. */
    public Instant toInstant() {
        long within = Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(within, within == seconds ? nanos : 0);
    }

    @Override
    public int compareTo(Timestamp other) {
        int order = Long.compare(seconds, other.seconds);
        return order == 0 ? Integer.compare(nanos, other.nanos) : order;
    }
}
