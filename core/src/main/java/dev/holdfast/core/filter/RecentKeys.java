package dev.holdfast.core.filter;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The keys that were added to a filter last, numbered in their order, so that whoever has an older state of it needs only these.
 * Thread-safe.
 */
public final class RecentKeys {
    private final long[] keys;
    private final long first;
    private long next;

    /** @param first the number of the key that is added first */
    public RecentKeys(int capacity, long first) {
        this.keys = new long[capacity];
        this.first = first;
        this.next = first;
    }

    /** Takes the next key. */
    public synchronized void add(long key) {
        keys[(int) (next % keys.length)] = key;
        next++;
    }

    /** The number of the key that comes next: the version of the filter. */
    public synchronized long version() {
        return next;
    }

    /**
     * A change from one version to the next.
     *
     * @param version the version that it leads to
     * @param bytes the keys, eight bytes each
     */
    public record Delta(long version, byte[] bytes) {}

    /** What was added since a version; empty if that is too long ago, or never was. */
    public synchronized Optional<Delta> since(long version) {
        if (version < first || version > next || next - version > keys.length) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) (next - version) * Long.BYTES);
        for (long number = version; number < next; number++) {
            bytes.putLong(keys[(int) (number % keys.length)]);
        }
        return Optional.of(new Delta(next, bytes.array()));
    }
}
