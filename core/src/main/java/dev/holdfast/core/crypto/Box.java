package dev.holdfast.core.crypto;

/**
 * Seals bytes so that any change shows, and opens them again. One box serves many one-time keys in turn; it belongs to one thread.
 *
 * <p>A sealed box is {@link #TAG_BYTES} longer than its content: the tag stands behind it.
 */
public sealed interface Box permits GcmBox, ChecksumBox {
    /** Length of the tag in bytes. */
    int TAG_BYTES = 16;

    /** A box for segments sealed under {@code key}. */
    static Box forKey(DataKey key) {
        return switch (key) {
            case DataKey.Secret _ -> new GcmBox();
            case DataKey.None _ -> new ChecksumBox();
        };
    }

    /** Takes the one-time key that {@code key} and {@code salt} give. */
    void prepare(DataKey key, byte[] salt);

    /**
     * Seals {@code content} into {@code target}.
     *
     * @param number tells the boxes under one one-time key apart; no number is used twice
     * @param associated bytes that are authenticated with the content
     */
    void seal(int number, byte[] associated, ByteSlice content, byte[] target, int targetOffset);

    /** Opens a box, tag included, into {@code target}; false if it is not what was sealed, and then the target is worthless. */
    boolean open(int number, byte[] associated, ByteSlice sealed, byte[] target, int targetOffset);
}
