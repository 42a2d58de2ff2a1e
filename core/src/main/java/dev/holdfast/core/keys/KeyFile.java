package dev.holdfast.core.keys;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.Frame;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Hkdf;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import java.util.Arrays;

/** A file with 32 random bytes that opens a repository without a question. */
public final class KeyFile implements MasterCredential {
    private static final String MAGIC = "HFKF";
    private static final int FORMAT_VERSION = 1;

    private final byte[] secret;

    private KeyFile(byte[] secret) {
        this.secret = secret;
    }

    /** A new random one. */
    public static KeyFile generate(Entropy entropy) {
        return new KeyFile(entropy.bytes(Hkdf.KEY_BYTES));
    }

    /**
     * Reads a key file.
     *
     * @throws HoldfastException {@code KEY_DAMAGED} if it is not one
     */
    public static KeyFile decode(byte[] file) {
        try {
            Frame frame = Frame.decode(MAGIC, file);
            if (frame.version() != FORMAT_VERSION) {
                throw new MalformedException("format " + frame.version() + " is not known");
            }
            ByteReader reader = new ByteReader(frame.payload());
            byte[] secret = reader.raw(Hkdf.KEY_BYTES);
            reader.expectEnd();
            return new KeyFile(secret);
        } catch (MalformedException e) {
            throw new HoldfastException(
                    ErrorCode.KEY_DAMAGED,
                    "the key file cannot be read: " + e.getMessage(),
                    "use a copy of it, or another key slot",
                    e);
        }
    }

    /** The bytes of the file. They are secret. */
    public byte[] encode() {
        return new Frame(MAGIC, FORMAT_VERSION, secret).encode();
    }

    /** The bytes themselves; not to be changed or kept. */
    byte[] secret() {
        return secret;
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "key file";
    }
}
