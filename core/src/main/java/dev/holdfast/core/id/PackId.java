package dev.holdfast.core.id;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The name of a pack: the session that wrote it and the pack's ordinal within that session, counted from 0. An id is given out
 * once, by a compare-and-set on the session's row, and never used again.
 */
public record PackId(SessionId session, int ordinal) implements Comparable<PackId> {
    /** Length of the binary form in bytes. */
    public static final int BYTES = SessionId.BYTES + Integer.BYTES;

    public PackId {
        if (ordinal < 0) {
            throw new IllegalArgumentException("negative pack ordinal " + ordinal);
        }
    }

    /** Reads an id from the 20 bytes of {@code source} that start at {@code offset}. */
    public static PackId read(byte[] source, int offset) {
        int ordinal = ByteBuffer.wrap(source, offset + SessionId.BYTES, Integer.BYTES).getInt();
        return new PackId(SessionId.read(source, offset), ordinal);
    }

    /** Parses what {@link #toString()} prints: 32 hexadecimal digits, a hyphen, 8 hexadecimal digits. */
    public static PackId parse(String text) {
        if (text.length() != 41 || text.charAt(32) != '-') {
            throw new IllegalArgumentException("not a pack id: " + text);
        }
        return new PackId(SessionId.parse(text.substring(0, 32)), HexFormat.fromHexDigits(text, 33, 41));
    }

    /** A new array with the 20 bytes. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).put(session.toBytes()).putInt(ordinal).array();
    }

    @Override
    public int compareTo(PackId other) {
        int order = session.compareTo(other.session);
        return order == 0 ? Integer.compare(ordinal, other.ordinal) : order;
    }

    @Override
    public String toString() {
        return session + "-" + HexFormat.of().toHexDigits(ordinal);
    }
}
