package dev.holdfast.server.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Makes sure that a private key belongs to a public one, by signing something with it. */
final class KeyPairCheck {
    private static final byte[] PROBE = "holdfast".getBytes(StandardCharsets.US_ASCII);

    private KeyPairCheck() {}

    static void require(PublicKey shown, PrivateKey secret, PemFiles files) throws GeneralSecurityException {
        if (!matches(shown, secret)) {
            throw files.broken("do not belong together", null);
        }
    }

    private static boolean matches(PublicKey shown, PrivateKey secret) throws GeneralSecurityException {
        String algorithm =
                switch (secret.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> secret.getAlgorithm();
                };
        if (!shown.getAlgorithm().equals(secret.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(secret);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(shown);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
