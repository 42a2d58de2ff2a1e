package dev.holdfast.core.codec;

import dev.holdfast.core.id.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A bounds-checked cursor over bytes that may come from an attacker; every failure is a {@link MalformedException}. */
public final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public ByteReader(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || offset > bytes.length - length) {
            throw new MalformedException("range " + offset + "+" + length + " is outside " + bytes.length + " bytes");
        }
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    /** Number of bytes not read yet. */
    public int remaining() {
        return end - position;
    }

    /** Index in the underlying array of the next byte. */
    public int position() {
        return position;
    }

    /** Fails unless everything was read. */
    public void expectEnd() {
        if (position != end) {
            throw new MalformedException(remaining() + " bytes follow the end of the structure");
        }
    }

    public int u8() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    public int u16() {
        return u8() << 8 | u8();
    }

    public int u32() {
        return u16() << 16 | u16();
    }

    public long u64() {
        return (long) u32() << 32 | u32() & 0xFFFF_FFFFL;
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                requireShortest(shift, next);
                return value;
            }
        }
        throw new MalformedException("a varint is longer than 64 bits");
    }

    /** A value has one form only: no zeros on top, no bits beyond the 64th. */
    private static void requireShortest(int shift, int top) {
        if (shift > 0 && top == 0) {
            throw new MalformedException("a varint is longer than its value needs");
        }
        if (shift == 63 && top > 1) {
            throw new MalformedException("a varint is longer than 64 bits");
        }
    }

    public long signedVarint() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** A varint that must lie in 0 to {@code limit}; {@code what} names it in the failure. */
    public int count(int limit, String what) {
        long value = varint();
        if (value < 0 || value > limit) {
            throw new MalformedException(what + " is " + Long.toUnsignedString(value) + ", the limit is " + limit);
        }
        return (int) value;
    }

    public byte[] raw(int length) {
        require(length);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** Steps over {@code length} bytes. */
    public void skip(int length) {
        require(length);
        position += length;
    }

    /** Length-prefixed bytes, at most {@code limit} of them. */
    public byte[] bytes(int limit, String what) {
        return raw(count(Math.min(limit, remaining()), what));
    }

    /** Length-prefixed UTF-8 of at most {@code limit} bytes, without any malformed sequence. */
    public String text(int limit, String what) {
        byte[] utf8 = bytes(limit, what);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("a text is not UTF-8; " + what + " is " + utf8.length);
        }
    }

    public Fingerprint fingerprint() {
        require(Fingerprint.BYTES);
        position += Fingerprint.BYTES;
        return Fingerprint.read(bytes, position - Fingerprint.BYTES);
    }

    private void require(int length) {
        if (length < 0 || length > end - position) {
            throw new MalformedException("the structure ends " + remaining() + " bytes from here, " + length + " are needed");
        }
    }
}
