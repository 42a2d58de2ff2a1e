package dev.holdfast.server.flag;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A piece of an answer as bytes, with a digest of them. Pieces that name themselves are told apart in whatever order, so the digests of an
 * answer's pieces add up to one of the answer, and nothing has to be read again.
 *
 * @param high half of the digest
 * @param low the other half
 */
record Written(byte[] bytes, long high, long low) {
    static Written of(byte[] bytes) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(bytes));
        return new Written(bytes, digest.getLong(), digest.getLong());
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
