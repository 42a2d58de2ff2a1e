package dev.holdfast.core.filter;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A blocked Bloom filter (Putze, Sanders, Singler: "Cache-, Hash- and Space-Efficient Bloom Filters", 2007): a fingerprint sets
 * {@link #HASHES} bits within one block of 512 bits, so a question touches one cache line. Fingerprints are uniformly random, so parts of
 * them serve as hashes: {@link #key} is all that the filter looks at.
 *
 * <p>Thread-safe: adding and asking may overlap; whatever was added before a question is found by it.
 */
public final class BloomFilter {
    /** Bits that one fingerprint sets. */
    public static final int HASHES = 7;

    /** Bits for each expected fingerprint, by which about one in 300 that is not there seems to be when the filter is full. */
    public static final int BITS_PER_ENTRY = 14;

    private static final int BLOCK_WORDS = 8;
    private static final int MAGIC = 0x48464246;
    private static final int HEADER_BYTES = 16;
    private static final int PART_WORDS = 8192;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;
    private final int blocks;
    private final AtomicLong entries;

    private BloomFilter(long[] words, long entries) {
        this.words = words;
        this.blocks = words.length / BLOCK_WORDS;
        this.entries = new AtomicLong(entries);
    }

    /** An empty filter with room for about {@code expected} fingerprints. */
    public static BloomFilter forEntries(long expected) {
        long blocks = Math.max(1, Math.ceilDiv(expected * BITS_PER_ENTRY, BLOCK_WORDS * Long.SIZE));
        return new BloomFilter(new long[Math.toIntExact(blocks * BLOCK_WORDS)], 0);
    }

    /** The eight bytes of a fingerprint that the filter looks at. */
    public static long key(Fingerprint chunk) {
        return chunk.word();
    }

    /** Adds a fingerprint by its key; true if the filter did not have it. */
    public boolean add(long key) {
        int block = block(key);
        long bits = key * MIX;
        boolean changed = false;
        for (int i = 0; i < HASHES; i++) {
            int bit = (int) (bits >>> i * 9) & 511;
            long mask = 1L << (bit & 63);
            long before = (long) WORD.getAndBitwiseOr(words, block + (bit >>> 6), mask);
            changed |= (before & mask) == 0;
        }
        if (changed) {
            entries.incrementAndGet();
        }
        return changed;
    }

    /** False if the fingerprint was never added; true means nothing. */
    public boolean mayContain(long key) {
        int block = block(key);
        long bits = key * MIX;
        for (int i = 0; i < HASHES; i++) {
            int bit = (int) (bits >>> i * 9) & 511;
            if (((long) WORD.getOpaque(words, block + (bit >>> 6)) & 1L << (bit & 63)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The product's upper half spreads keys over blocks without a division. */
    private int block(long key) {
        return (int) Math.unsignedMultiplyHigh(key, blocks) * BLOCK_WORDS;
    }

    /** How many were added, but for those that seemed to be there already. */
    public long entries() {
        return entries.get();
    }

    /** How many fit before errors become frequent. */
    public long capacity() {
        return (long) words.length * Long.SIZE / BITS_PER_ENTRY;
    }

    /** Its size in memory and on the wire, but for a few bytes. */
    public long sizeBytes() {
        return (long) words.length * Long.BYTES;
    }

    /** The share of fingerprints never added that seem to be there, estimated from the bits that are set. */
    public double falsePositiveRate() {
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            int set = 0;
            for (int i = 0; i < BLOCK_WORDS; i++) {
                set += Long.bitCount(words[block * BLOCK_WORDS + i]);
            }
            sum += Math.pow(set / 512.0, HASHES);
        }
        return sum / blocks;
    }

    /** The number of bytes that {@link #encode} gives. */
    public long encodedBytes() {
        return HEADER_BYTES + sizeBytes();
    }

    /** The bytes of the filter; what is added meanwhile may be in them or not. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(encodedBytes()));
        bytes.putInt(MAGIC).putInt(HASHES).putLong(entries.get());
        for (int i = 0; i < words.length; i++) {
            bytes.putLong((long) WORD.getOpaque(words, i));
        }
        return bytes.array();
    }

    /** Writes what {@link #encode} gives, without a copy of all of it. */
    public void write(OutputStream target) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(PART_WORDS * Long.BYTES);
        part.putInt(MAGIC).putInt(HASHES).putLong(entries.get());
        target.write(part.array(), 0, part.position());
        for (int i = 0; i < words.length; ) {
            part.clear();
            int end = Math.min(words.length, i + PART_WORDS);
            for (; i < end; i++) {
                part.putLong((long) WORD.getOpaque(words, i));
            }
            target.write(part.array(), 0, part.position());
        }
    }

    /** Reads {@code length} bytes that {@link #write} wrote. */
    public static BloomFilter read(InputStream source, long length) throws IOException {
        long wordBytes = length - HEADER_BYTES;
        ByteBuffer header = ByteBuffer.wrap(source.readNBytes(HEADER_BYTES));
        if (header.remaining() < HEADER_BYTES || header.getInt() != MAGIC || header.getInt() != HASHES) {
            throw new MalformedException("this is no filter of a kind that is known here");
        }
        long entries = header.getLong();
        requireShape(wordBytes, Integer.MAX_VALUE * (long) Long.BYTES, entries);
        long[] words = new long[Math.toIntExact(wordBytes / Long.BYTES)];
        for (int i = 0; i < words.length; ) {
            int count = Math.min(PART_WORDS, words.length - i);
            byte[] part = source.readNBytes(count * Long.BYTES);
            if (part.length < count * Long.BYTES) {
                throw new MalformedException("the filter ends early");
            }
            ByteBuffer.wrap(part).asLongBuffer().get(words, i, count);
            i += count;
        }
        return new BloomFilter(words, entries);
    }

    private static void requireShape(long wordBytes, long limitBytes, long entries) {
        if (wordBytes <= 0 || wordBytes % (BLOCK_WORDS * Long.BYTES) != 0 || wordBytes > limitBytes || entries < 0) {
            throw new MalformedException("a filter cannot have " + wordBytes + " bytes and " + entries + " entries");
        }
    }

    /** Reads a filter of at most {@code limitBytes}. */
    public static BloomFilter decode(byte[] bytes, long limitBytes) {
        ByteReader reader = new ByteReader(bytes);
        if (reader.u32() != MAGIC || reader.u32() != HASHES) {
            throw new MalformedException("this is no filter of a kind that is known here");
        }
        long entries = reader.u64();
        int length = reader.remaining();
        requireShape(length, limitBytes, entries);
        long[] words = new long[length / Long.BYTES];
        ByteBuffer.wrap(bytes, HEADER_BYTES, length).asLongBuffer().get(words);
        return new BloomFilter(words, entries);
    }
}
