package dev.holdfast.core.keys;

import dev.holdfast.core.crypto.Hkdf;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.RepositoryId;
import java.util.Arrays;

/** The root secret of an encrypted repository. Never changes but for being cleared; every use goes through a derived key. */
final class MasterKey {
    static final int BYTES = Hkdf.KEY_BYTES;
    static final String ID_LABEL = "holdfast id key 1";
    static final String CUTTING_LABEL = "holdfast cutting key 1";
    static final String PRIVATE_LABEL = "holdfast private key 1";

    private static final String WRAP_LABEL = "holdfast data key wrap 1 ";

    private final RepositoryId repository;
    private final byte[] secret;
    private volatile boolean cleared;

    MasterKey(RepositoryId repository, byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a master key has 32 bytes, not " + secret.length);
        }
        this.repository = repository;
        this.secret = secret.clone();
    }

    RepositoryId repository() {
        return repository;
    }

    /** The key for the purpose that {@code label} names. */
    byte[] derive(String label) {
        requireThere();
        return new Hkdf().derive(secret, repository.toBytes(), label);
    }

    /** The key that wraps the one data key of this name, and nothing else ever. */
    byte[] wrappingKey(DataKeyId dataKey) {
        return derive(WRAP_LABEL + dataKey);
    }

    /** The secret itself, for a new slot; the caller clears the copy. */
    byte[] copySecret() {
        requireThere();
        return secret.clone();
    }

    /** Overwrites the secret. */
    void clear() {
        cleared = true;
        Arrays.fill(secret, (byte) 0);
    }

    /** Nothing must ever be sealed under the zeros that are left. */
    private void requireThere() {
        if (cleared) {
            throw new IllegalStateException(this + " was cleared");
        }
    }

    @Override
    public String toString() {
        return "master key of " + repository;
    }
}
