package dev.holdfast.core.crypto;

/** A range of a byte array, shared and not copied. */
public record ByteSlice(byte[] array, int offset, int length) {
    public ByteSlice {
        if (offset < 0 || length < 0 || offset > array.length - length) {
            throw new IllegalArgumentException("range " + offset + "+" + length + " is outside " + array.length + " bytes");
        }
    }

    /** The whole of {@code array}. */
    public static ByteSlice of(byte[] array) {
        return new ByteSlice(array, 0, array.length);
    }
}
