package dev.holdfast.client.remote.transport;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** Says that a server showed a certificate which is not believed, and which one. */
final class UntrustedCertificate extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient CertificateFingerprint shown;

    UntrustedCertificate(CertificateFingerprint shown, @Nullable Throwable cause) {
        super("the certificate " + shown + " is not trusted", cause);
        this.shown = shown;
    }

    CertificateFingerprint shown() {
        return shown;
    }
}
