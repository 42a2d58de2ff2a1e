package dev.holdfast.core.codec;

import dev.holdfast.core.id.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array with methods for each primitive form of the format. */
public final class ByteWriter {
    private byte[] bytes;
    private int size;

    public ByteWriter() {
        this(256);
    }

    public ByteWriter(int initialCapacity) {
        bytes = new byte[initialCapacity];
    }

    /** Number of bytes written so far. */
    public int size() {
        return size;
    }

    /** The backing array; valid up to {@link #size()} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** A new array with exactly what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets what was written and keeps the memory. */
    public void reset() {
        size = 0;
    }

    public ByteWriter u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public ByteWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public ByteWriter u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    public ByteWriter u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    /** Unsigned LEB128: seven bits a byte, lowest first. A negative value takes ten bytes. */
    public ByteWriter varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Zigzag varint, short for numbers near zero of either sign. */
    public ByteWriter signedVarint(long value) {
        return varint(value << 1 ^ value >> 63);
    }

    public ByteWriter raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    public ByteWriter raw(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** A varint length and then the bytes. */
    public ByteWriter bytes(byte[] source) {
        return varint(source.length).raw(source);
    }

    /** A varint length in bytes and then the text as UTF-8. */
    public ByteWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public ByteWriter fingerprint(Fingerprint fingerprint) {
        reserve(Fingerprint.BYTES);
        fingerprint.write(bytes, size);
        size += Fingerprint.BYTES;
        return this;
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }
}
