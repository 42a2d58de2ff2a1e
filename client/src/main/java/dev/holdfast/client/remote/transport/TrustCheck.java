package dev.holdfast.client.remote.transport;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a server's certificate. A pinned one is compared as a whole, so neither host name nor date matter: whoever shows it and
 * proves to have its key is the server that was meant.
 */
final class TrustCheck extends X509ExtendedTrustManager {
    private final ServerTrust trust;
    private final X509ExtendedTrustManager system;

    private TrustCheck(ServerTrust trust, X509ExtendedTrustManager system) {
        this.trust = trust;
        this.system = system;
    }

    /** A TLS context that believes what {@code trust} says. */
    static SSLContext context(ServerTrust trust) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((@Nullable KeyStore) null);
            X509ExtendedTrustManager system = Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("this Java has no trust of its own"));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustCheck(trust, system)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do TLS", e);
        }
    }

    private interface SystemCheck {
        void check() throws CertificateException;
    }

    private void check(X509Certificate[] chain, SystemCheck ofSystem) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("the server shows no certificate");
        }
        CertificateFingerprint shown = CertificateFingerprint.of(chain[0]);
        switch (trust) {
            case ServerTrust.Pinned pinned -> {
                if (!pinned.fingerprint().equals(shown)) {
                    throw new UntrustedCertificate(shown, null);
                }
            }
            case ServerTrust.OfSystem _ -> {
                try {
                    ofSystem.check();
                } catch (CertificateException e) {
                    throw new UntrustedCertificate(shown, e);
                }
            }
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain, () -> system.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain, () -> system.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, () -> system.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return system.getAcceptedIssuers();
    }
}
