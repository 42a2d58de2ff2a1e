package dev.holdfast.core.keys;

import dev.holdfast.core.crypto.Hkdf;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.time.Entropy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/** HPKE (RFC 9180) in base mode with X25519, HKDF-SHA-256 and AES-256-GCM: everybody seals, the holder of the private key opens. */
final class PublicKeyBox {
    static final int ENCAPSULATION_BYTES = 32;
    static final int PUBLIC_KEY_BYTES = 32;

    private static final String LABEL = "holdfast data key hpke 1";

    private final byte[] info;

    PublicKeyBox(RepositoryId repository) {
        byte[] label = LABEL.getBytes(StandardCharsets.US_ASCII);
        info = new byte[label.length + RepositoryId.BYTES];
        System.arraycopy(label, 0, info, 0, label.length);
        System.arraycopy(repository.toBytes(), 0, info, label.length, RepositoryId.BYTES);
    }

    /** The public key that belongs to a private one. */
    static byte[] publicKey(byte[] privateKey) {
        return new X25519PrivateKeyParameters(privateKey, 0).generatePublicKey().getEncoded();
    }

    /** Starts sealing: first the encapsulation is known, then the secret can be sealed together with what was made of it. */
    Sealing seal(byte[] publicKey, Entropy entropy) {
        X25519PrivateKeyParameters ephemeral = new X25519PrivateKeyParameters(entropy.bytes(Hkdf.KEY_BYTES), 0);
        HPKEContextWithEncapsulation context = suite().setupBaseS(
                new X25519PublicKeyParameters(publicKey, 0),
                info,
                new AsymmetricCipherKeyPair(ephemeral.generatePublicKey(), ephemeral));
        return new Sealing(context);
    }

    /** Opens what was sealed for the public key; empty if it was not or has changed. */
    Optional<byte[]> open(byte[] privateKey, DataKeyFile.Wrapping.ByPublicKey wrapping, byte[] associated) {
        X25519PrivateKeyParameters key = new X25519PrivateKeyParameters(privateKey, 0);
        AsymmetricCipherKeyPair pair = new AsymmetricCipherKeyPair(key.generatePublicKey(), key);
        try {
            return Optional.of(
                    suite().setupBaseR(wrapping.encapsulation(), pair, info).open(associated, wrapping.sealedSecret()));
        } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    /** One message on its way to the public key. */
    static final class Sealing {
        private final HPKEContextWithEncapsulation context;

        private Sealing(HPKEContextWithEncapsulation context) {
            this.context = context;
        }

        DataKeyFile.Wrapping.ByPublicKey finish(byte[] associated, byte[] secret) {
            try {
                return new DataKeyFile.Wrapping.ByPublicKey(context.getEncapsulation(), context.seal(associated, secret));
            } catch (InvalidCipherTextException e) {
                throw new IllegalStateException("HPKE cannot seal", e);
            }
        }
    }
}
