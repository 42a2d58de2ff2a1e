package dev.holdfast.core.id;

import org.jspecify.annotations.Nullable;

/** The random name of a data key, written in clear into each segment sealed with it. */
public record DataKeyId(Id128 value) implements Comparable<DataKeyId> {
    /** Length of the binary form in bytes. */
    public static final int BYTES = Id128.BYTES;

    /** Reads an id from the 16 bytes of {@code source} that start at {@code offset}. */
    public static DataKeyId read(byte[] source, int offset) {
        return new DataKeyId(Id128.read(source, offset));
    }

    /** Parses the 32 hexadecimal digits that {@link #toString()} prints. */
    public static DataKeyId parse(String hex) {
        return new DataKeyId(Id128.parse(hex));
    }

    /** A new array with the 16 bytes. */
    public byte[] toBytes() {
        return value.toBytes();
    }

    @Override
    public int compareTo(DataKeyId other) {
        return value.compareTo(other.value);
    }

    // Written out, here and in Id128: those that Java makes for records are put together at run time, which every start would pay for.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataKeyId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
