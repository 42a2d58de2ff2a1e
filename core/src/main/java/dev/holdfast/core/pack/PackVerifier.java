package dev.holdfast.core.pack;

import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.id.Digest;
import java.security.MessageDigest;

/** Computes the digest of a pack's bytes, which needs no key. Belongs to one thread. */
public final class PackVerifier {
    private static final int STEP_BYTES = 256 * 1024;

    private final MessageDigest sha = Sha256.newDigest();

    /** Takes the next bytes of the pack. */
    public void update(byte[] bytes, int offset, int length) {
        sha.update(bytes, offset, length);
    }

    /** The digest of all bytes taken, after which the next pack may follow. */
    public Digest finish() {
        return Digest.of(sha.digest());
    }

    /** Reads a whole pack, a part at a time, and gives its digest. */
    public static Digest digest(PackBytes pack) {
        PackVerifier verifier = new PackVerifier();
        byte[] buffer = new byte[(int) Math.min(STEP_BYTES, pack.sizeBytes())];
        long offset = 0;
        while (offset < pack.sizeBytes()) {
            int length = (int) Math.min(buffer.length, pack.sizeBytes() - offset);
            pack.read(offset, buffer, 0, length);
            verifier.update(buffer, 0, length);
            offset += length;
        }
        return verifier.finish();
    }
}
