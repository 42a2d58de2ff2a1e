package dev.holdfast.core.id;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The 32-byte name of a chunk: HMAC-SHA-256 of its type and content under the repository's id key, or plain SHA-256 of the same
 * in a repository without encryption. Kept as four big-endian words, so that a million of them stay small and compare quickly.
 */
public final class Fingerprint implements Comparable<Fingerprint> {
    /** Length of the binary form in bytes. */
    public static final int BYTES = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long a;
    private final long b;
    private final long c;
    private final long d;

    private Fingerprint(long a, long b, long c, long d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    /** Reads a fingerprint from the 32 bytes of {@code source} that start at {@code offset}. */
    public static Fingerprint read(byte[] source, int offset) {
        return new Fingerprint(
                (long) LONG.get(source, offset),
                (long) LONG.get(source, offset + 8),
                (long) LONG.get(source, offset + 16),
                (long) LONG.get(source, offset + 24));
    }

    /** Parses the 64 hexadecimal digits that {@link #toString()} prints. */
    public static Fingerprint parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits, not " + hex.length());
        }
        return read(bytes, 0);
    }

    /** Writes the 32 bytes of this fingerprint into {@code target} from {@code offset} on. */
    public void write(byte[] target, int offset) {
        LONG.set(target, offset, a);
        LONG.set(target, offset + 8, b);
        LONG.set(target, offset + 16, c);
        LONG.set(target, offset + 24, d);
    }

    /** The second of the four words: eight bytes that are as random as any, for tables and filters. */
    public long word() {
        return b;
    }

    /** The first of the four words, which as an unsigned number grows with the order of fingerprints. */
    public long leadingWord() {
        return a;
    }

    /** A new array with the 32 bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        write(bytes, 0);
        return bytes;
    }

    @Override
    public int compareTo(Fingerprint other) {
        int order = Long.compareUnsigned(a, other.a);
        if (order == 0) {
            order = Long.compareUnsigned(b, other.b);
        }
        if (order == 0) {
            order = Long.compareUnsigned(c, other.c);
        }
        return order == 0 ? Long.compareUnsigned(d, other.d) : order;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint f && a == f.a && b == f.b && c == f.c && d == f.d;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
