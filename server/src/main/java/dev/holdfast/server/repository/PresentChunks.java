package dev.holdfast.server.repository;

import dev.holdfast.core.id.Fingerprint;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Chunks that were found present lately: many machines ask about the same ones, and here an answer takes no look at the rows. All
 * tenants share its places; each chunk has one, which the last one takes. What is remembered belongs to an epoch, and holds as
 * long as that is asked for. Grows up to 40 bytes for each of a million chunks. Thread-safe.
 */
final class PresentChunks {
    static final int MAX_PLACES = 1 << 20;
    private static final int FIRST_PLACES = 1 << 12;
    private static final int GROWTH = 8;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong lastEpoch = new AtomicLong();
    /** The epoch of each place, 0 for an empty one. */
    private long[] epochs = new long[FIRST_PLACES];

    private byte[] chunks = new byte[FIRST_PLACES * Fingerprint.BYTES];
    private long added;

    /** An epoch in which nothing is known yet. */
    long begin() {
        return lastEpoch.incrementAndGet();
    }

    /** Which of the {@code asked} places of a list hold a chunk that is known to be present in an epoch. */
    BitSet known(long epoch, List<Fingerprint> list, BitSet asked) {
        BitSet known = new BitSet(list.size());
        byte[] chunk = new byte[Fingerprint.BYTES];
        lock.readLock().lock();
        try {
            for (int i = asked.nextSetBit(0); i >= 0; i = asked.nextSetBit(i + 1)) {
                int place = place(list.get(i));
                if (epochs[place] == epoch && holds(place, list.get(i), chunk)) {
                    known.set(i);
                }
            }
        } finally {
            lock.readLock().unlock();
        }
        return known;
    }

    private boolean holds(int place, Fingerprint asked, byte[] chunk) {
        asked.write(chunk, 0);
        int from = place * Fingerprint.BYTES;
        return Arrays.equals(chunks, from, from + Fingerprint.BYTES, chunk, 0, Fingerprint.BYTES);
    }

    /** Remembers the chunks at the {@code present} places of a list. */
    void add(long epoch, List<Fingerprint> list, BitSet present) {
        lock.writeLock().lock();
        try {
            grow(present.cardinality());
            for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
                int place = place(list.get(i));
                epochs[place] = epoch;
                list.get(i).write(chunks, place * Fingerprint.BYTES);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** What was known is forgotten then: it comes back by being asked. */
    private void grow(int more) {
        added += more;
        if (added > epochs.length && epochs.length < MAX_PLACES) {
            int places = Math.min(MAX_PLACES, epochs.length * GROWTH);
            epochs = new long[places];
            chunks = new byte[places * Fingerprint.BYTES];
            added = 0;
        }
    }

    private int place(Fingerprint chunk) {
        return (int) chunk.word() & epochs.length - 1;
    }
}
