package dev.holdfast.core.id;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A 128-bit value, compared as an unsigned big-endian number; the common shape of all random ids. */
public record Id128(long high, long low) implements Comparable<Id128> {
    /** Length of the binary form in bytes. */
    public static final int BYTES = 16;

    /** Reads a value from the 16 bytes of {@code source} that start at {@code offset}. */
    public static Id128 read(byte[] source, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(source, offset, BYTES);
        return new Id128(buffer.getLong(), buffer.getLong());
    }

    /** Parses exactly 32 hexadecimal digits. */
    public static Id128 parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an id has 32 hexadecimal digits, not " + hex.length());
        }
        return read(bytes, 0);
    }

    /** A new array with the 16 bytes. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(Id128 other) {
        int order = Long.compareUnsigned(high, other.high);
        return order == 0 ? Long.compareUnsigned(low, other.low) : order;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Id128 id && high == id.high && low == id.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
