package dev.holdfast.core.crypto;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names chunks by their type and content. Belongs to one thread and reuses its state from chunk to chunk.
 *
 * <p>The keyed form keeps whoever stores the chunks from testing whether they hold a known file.
 */
public abstract sealed class Fingerprinter {
    private final byte[] result = new byte[Fingerprint.BYTES];

    private Fingerprinter() {}

    /** HMAC-SHA-256 under {@code idKey} over the type's byte and the content. */
    public static Fingerprinter keyed(byte[] idKey) {
        return new Keyed(idKey);
    }

    /** SHA-256 over the type's byte and the content. */
    public static Fingerprinter plain() {
        return new Plain();
    }

    /** The fingerprint of {@code length} bytes of {@code data} from {@code offset} on as a chunk of {@code type}. */
    public final Fingerprint fingerprint(ChunkType type, byte[] data, int offset, int length) {
        try {
            digest((byte) type.code(), data, offset, length, result);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 failed on " + length + " bytes", e);
        }
        return Fingerprint.read(result, 0);
    }

    abstract void digest(byte type, byte[] data, int offset, int length, byte[] target) throws GeneralSecurityException;

    private static final class Keyed extends Fingerprinter {
        private final Mac mac;

        Keyed(byte[] idKey) {
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(idKey, "HmacSHA256"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HmacSHA256", e);
            }
        }

        @Override
        void digest(byte type, byte[] data, int offset, int length, byte[] target) throws GeneralSecurityException {
            mac.update(type);
            mac.update(data, offset, length);
            mac.doFinal(target, 0);
        }
    }

    private static final class Plain extends Fingerprinter {
        private final MessageDigest sha = Sha256.newDigest();

        @Override
        void digest(byte type, byte[] data, int offset, int length, byte[] target) throws GeneralSecurityException {
            sha.update(type);
            sha.update(data, offset, length);
            sha.digest(target, 0, target.length);
        }
    }
}
