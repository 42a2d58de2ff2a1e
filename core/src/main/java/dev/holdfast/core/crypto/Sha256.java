package dev.holdfast.core.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The plain hash of the format. */
public final class Sha256 {
    private Sha256() {}

    /** A fresh computation; belongs to one thread. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The hash of the concatenation of {@code parts}. */
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
