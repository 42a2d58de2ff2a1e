package dev.holdfast.core.keys;

/**
 * Argon2id version 1.3 (RFC 9106) with a result of 32 bytes, without secret and associated data. Implementations are thread-safe and give
 * the same results.
 */
public interface Argon2 {
    /** Stretches {@code password}; the caller clears both the password and the result. */
    byte[] hash(byte[] password, byte[] salt, Argon2Settings settings);

    /**
     * The system's library if there is one and native access is allowed, and Bouncy Castle otherwise. The library saves a short-lived
     * process most of a second, which the Java code spends on being compiled.
     */
    static Argon2 fastest() {
        return NativeArgon2.load().<Argon2>map(found -> found).orElseGet(BouncyArgon2::new);
    }
}
