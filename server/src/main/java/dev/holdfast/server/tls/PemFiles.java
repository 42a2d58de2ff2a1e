package dev.holdfast.server.tls;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its chain, and its private key, both as PEM.
 *
 * @param certificate the file with the server's certificate first and the others of its chain after it
 * @param key the file with its private key, not encrypted: PKCS #8, PKCS #1 or SEC 1
 */
public record PemFiles(Path certificate, Path key) {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]+)-----END \\1-----");
    private static final long LONGEST_BYTES = 1 << 20;

    /** What the files hold. */
    public record Loaded(KeyStore keys, X509Certificate certificate) {}

    /** Reads both and makes sure that they belong together. */
    public Loaded load() {
        try {
            List<X509Certificate> chain = chain();
            PrivateKey secret = secret();
            KeyPairCheck.require(chain.getFirst().getPublicKey(), secret, this);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("server", secret, new char[0], chain.toArray(Certificate[]::new));
            return new Loaded(keys, chain.getFirst());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw broken("cannot be understood", e);
        } catch (IOException e) {
            throw broken("cannot be read: " + e.getMessage(), e);
        }
    }

    private List<X509Certificate> chain() throws IOException, GeneralSecurityException {
        var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes(certificate)));
        List<X509Certificate> chain = found.stream().map(X509Certificate.class::cast).toList();
        if (chain.isEmpty()) {
            throw broken("hold no certificate", null);
        }
        return chain;
    }

    private PrivateKey secret() throws IOException, GeneralSecurityException {
        Matcher block = BLOCK.matcher(new String(bytes(key), StandardCharsets.US_ASCII));
        if (!block.find()) {
            throw broken("hold no private key that is not encrypted", null);
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        PrivateKeyInfo info =
                switch (block.group(1)) {
                    case "RSA PRIVATE KEY" ->
                        new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption), RSAPrivateKey.getInstance(der));
                    case "EC PRIVATE KEY" -> curve(ECPrivateKey.getInstance(der));
                    default -> PrivateKeyInfo.getInstance(der);
                };
        return KeyFactory.getInstance(algorithm(info)).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private static PrivateKeyInfo curve(ECPrivateKey secret) throws IOException {
        return new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, secret.getParametersObject()), secret);
    }

    private static String algorithm(PrivateKeyInfo info) {
        String id = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
        if (id.equals(PKCSObjectIdentifiers.rsaEncryption.getId())) {
            return "RSA";
        }
        return id.equals(X9ObjectIdentifiers.id_ecPublicKey.getId()) ? "EC" : "EdDSA";
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LONGEST_BYTES) {
            throw new IOException(file + " is too long for a PEM file");
        }
        return Files.readAllBytes(file);
    }

    HoldfastException broken(String how, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.INVALID_ARGUMENT,
                "the certificate " + certificate + " and key " + key + " " + how,
                "name PEM files with --tls-cert and --tls-key",
                cause);
    }
}
