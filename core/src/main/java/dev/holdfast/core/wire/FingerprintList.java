package dev.holdfast.core.wire;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Fingerprints one after another, 32 bytes each. */
public final class FingerprintList {
    private FingerprintList() {}

    public static byte[] encode(Collection<Fingerprint> fingerprints) {
        byte[] bytes = new byte[fingerprints.size() * Fingerprint.BYTES];
        int offset = 0;
        for (Fingerprint fingerprint : fingerprints) {
            fingerprint.write(bytes, offset);
            offset += Fingerprint.BYTES;
        }
        return bytes;
    }

    /** Reads a list of at most {@code limit}. */
    public static List<Fingerprint> decode(byte[] bytes, int limit) {
        if (bytes.length % Fingerprint.BYTES != 0 || bytes.length / Fingerprint.BYTES > limit) {
            throw new MalformedException(
                    bytes.length + " bytes are no list of at most " + limit + " fingerprints of " + Fingerprint.BYTES + " bytes");
        }
        List<Fingerprint> fingerprints = new ArrayList<>(bytes.length / Fingerprint.BYTES);
        for (int offset = 0; offset < bytes.length; offset += Fingerprint.BYTES) {
            fingerprints.add(Fingerprint.read(bytes, offset));
        }
        return fingerprints;
    }
}
