package dev.holdfast.core.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF-SHA-256 (RFC 5869), extract and then expand. Belongs to one thread. */
public final class Hkdf {
    /** Length in bytes of every key in Holdfast. */
    public static final int KEY_BYTES = 32;

    private final KDF kdf;

    public Hkdf() {
        try {
            kdf = KDF.getInstance("HKDF-SHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 platform has HKDF-SHA256", e);
        }
    }

    /** A 32-byte key for the purpose that {@code label} names. */
    public byte[] derive(byte[] secret, byte[] salt, String label) {
        try {
            return kdf.deriveData(HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .addSalt(salt)
                    .thenExpand(label.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF refused its parameters", e);
        }
    }
}
