package dev.holdfast.core.keys;

import dev.holdfast.core.crypto.Box;
import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.crypto.GcmBox;
import java.util.Optional;

/** AES-256-GCM under a key that is used for one message only; clears the key it was given. */
final class SecretBox {
    private SecretBox() {}

    static byte[] seal(byte[] oneTimeKey, byte[] associated, byte[] secret) {
        byte[] sealed = new byte[secret.length + Box.TAG_BYTES];
        box(oneTimeKey).seal(0, associated, ByteSlice.of(secret), sealed, 0);
        return sealed;
    }

    /** The secret, or empty if key, associated bytes or box are not those of the sealing. */
    static Optional<byte[]> open(byte[] oneTimeKey, byte[] associated, byte[] sealed) {
        byte[] secret = new byte[Math.max(0, sealed.length - Box.TAG_BYTES)];
        boolean opened = box(oneTimeKey).open(0, associated, ByteSlice.of(sealed), secret, 0);
        return opened ? Optional.of(secret) : Optional.empty();
    }

    private static GcmBox box(byte[] oneTimeKey) {
        GcmBox box = new GcmBox();
        box.prepare(oneTimeKey);
        return box;
    }
}
