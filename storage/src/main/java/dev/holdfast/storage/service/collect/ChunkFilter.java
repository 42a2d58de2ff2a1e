package dev.holdfast.storage.service.collect;

import dev.holdfast.core.id.Fingerprint;
import java.nio.ByteBuffer;

/**
 * A set of fingerprints that forgets nothing but may claim one too many: a Bloom filter with at least 24 bits for each expected
 * entry and seven probes, wrong for about one in 100,000. Its size has a limit; beyond it the filter is wrong more often, which
 * keeps garbage and never loses anything. Belongs to one thread.
 */
final class ChunkFilter {
    private static final int BITS_PER_ENTRY = 24;
    private static final int PROBES = 7;
    private static final long LEAST_BITS = 1L << 16;

    /** 64 MiB: room for 22 million entries at full precision. */
    private static final long MOST_BITS = 1L << 29;

    private final long[] words;
    private final long mask;
    private final byte[] scratch = new byte[Fingerprint.BYTES];
    private final ByteBuffer hash = ByteBuffer.wrap(scratch);

    ChunkFilter(long expectedEntries) {
        long wanted = Math.clamp(expectedEntries * BITS_PER_ENTRY, LEAST_BITS, MOST_BITS);
        long bits = Long.highestOneBit(wanted - 1) << 1;
        words = new long[(int) (bits >>> 6)];
        mask = bits - 1;
    }

    void add(Fingerprint fingerprint) {
        fingerprint.write(scratch, 0);
        long position = hash.getLong(0);
        long step = hash.getLong(8) | 1;
        for (int i = 0; i < PROBES; i++) {
            words[(int) ((position & mask) >>> 6)] |= 1L << position;
            position += step;
        }
    }

    boolean mayContain(Fingerprint fingerprint) {
        fingerprint.write(scratch, 0);
        long position = hash.getLong(0);
        long step = hash.getLong(8) | 1;
        for (int i = 0; i < PROBES; i++) {
            if ((words[(int) ((position & mask) >>> 6)] & 1L << position) == 0) {
                return false;
            }
            position += step;
        }
        return true;
    }
}
