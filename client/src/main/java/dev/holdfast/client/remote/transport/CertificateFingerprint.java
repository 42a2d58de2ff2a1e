package dev.holdfast.client.remote.transport;

import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.id.Digest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** SHA-256 of a certificate's DER bytes: how a server with a self-made certificate is known. Written {@code SHA256:} and 64 digits. */
public record CertificateFingerprint(Digest digest) {
    private static final String PREFIX = "SHA256:";
    private static final int HEX_DIGITS = 64;

    public static CertificateFingerprint of(X509Certificate certificate) throws CertificateEncodingException {
        return new CertificateFingerprint(Digest.of(Sha256.newDigest().digest(certificate.getEncoded())));
    }

    /**
     * Reads hexadecimal digits, with or without colons between them, or base64; with or without {@code SHA256:} before it.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static CertificateFingerprint parse(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String value = upper.startsWith(PREFIX) ? text.strip().substring(PREFIX.length()) : text.strip();
        String digits = value.replace(":", "");
        try {
            byte[] bytes = digits.length() == HEX_DIGITS ? HexFormat.of().parseHex(digits) : Base64.getDecoder().decode(value);
            if (bytes.length == Digest.BYTES) {
                return new CertificateFingerprint(Digest.of(bytes));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(String text) {
        return "'" + text + "' is no fingerprint of a certificate: SHA256: and 64 hexadecimal digits, as the server prints it";
    }

    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(digest.toBytes());
    }
}
