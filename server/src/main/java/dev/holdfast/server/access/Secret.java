package dev.holdfast.server.access;

import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.time.Entropy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A random secret of 256 bits as text. It is long enough that a plain hash of it tells nothing. */
record Secret(String text) {
    private static final int BYTES = 32;

    static Secret fresh(Entropy entropy) {
        return new Secret(HexFormat.of().formatHex(entropy.bytes(BYTES)));
    }

    /** What is stored of it. */
    byte[] digest() {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this is the secret with that digest; the time taken tells nothing about how near a guess was. */
    boolean matches(byte[] digest) {
        return MessageDigest.isEqual(digest(), digest);
    }

    @Override
    public String toString() {
        return "secret";
    }
}
