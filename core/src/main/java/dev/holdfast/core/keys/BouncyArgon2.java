package dev.holdfast.core.keys;

import dev.holdfast.core.crypto.Hkdf;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Bouncy Castle's Argon2id. */
final class BouncyArgon2 implements Argon2 {
    @Override
    public byte[] hash(byte[] password, byte[] salt, Argon2Settings settings) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(settings.memoryKib())
                .withIterations(settings.iterations())
                .withParallelism(settings.parallelism())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[Hkdf.KEY_BYTES];
        generator.generateBytes(password, hash);
        return hash;
    }
}
