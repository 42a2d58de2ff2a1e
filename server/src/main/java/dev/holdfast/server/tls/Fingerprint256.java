package dev.holdfast.server.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** What a certificate is recognised by: the SHA-256 of its DER form, in lower-case hex. */
public record Fingerprint256(String hex) {
    public static Fingerprint256 of(X509Certificate certificate) {
        try {
            return new Fingerprint256(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate without a form", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
