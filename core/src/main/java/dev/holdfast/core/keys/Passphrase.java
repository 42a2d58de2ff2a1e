package dev.holdfast.core.keys;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A passphrase as the bytes of its UTF-8 form; cleared when closed. */
public final class Passphrase implements MasterCredential {
    private final byte[] utf8;

    private Passphrase(byte[] utf8) {
        if (utf8.length == 0) {
            throw new IllegalArgumentException("an empty passphrase protects nothing");
        }
        this.utf8 = utf8;
    }

    /** Takes a copy of {@code characters} and clears them. */
    public static Passphrase of(char[] characters) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(characters, '\0');
        return new Passphrase(bytes);
    }

    /** Takes a copy of {@code utf8} and clears it. */
    public static Passphrase ofUtf8(byte[] utf8) {
        byte[] copy = utf8.clone();
        Arrays.fill(utf8, (byte) 0);
        return new Passphrase(copy);
    }

    /** The bytes themselves; not to be changed or kept. */
    byte[] utf8() {
        return utf8;
    }

    @Override
    public void close() {
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "passphrase";
    }
}
