package dev.holdfast.core.id;

/** The random name of a session and, once it has committed, of its snapshot. People write its first eight or more hexadecimal digits. */
public record SessionId(Id128 value) implements Comparable<SessionId> {
    /** Length of the binary form in bytes. */
    public static final int BYTES = Id128.BYTES;

    /** Reads an id from the 16 bytes of {@code source} that start at {@code offset}. */
    public static SessionId read(byte[] source, int offset) {
        return new SessionId(Id128.read(source, offset));
    }

    /** Parses the 32 hexadecimal digits that {@link #toString()} prints. */
    public static SessionId parse(String hex) {
        return new SessionId(Id128.parse(hex));
    }

    /** A new array with the 16 bytes. */
    public byte[] toBytes() {
        return value.toBytes();
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
