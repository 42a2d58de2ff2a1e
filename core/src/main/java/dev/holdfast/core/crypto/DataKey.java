package dev.holdfast.core.crypto;

import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.Id128;
import java.util.Arrays;

/** A secret from which the one-time keys of segments are derived, or the absence of one in a repository without encryption. */
public sealed interface DataKey {
    /** The name that stands in each segment; all zero if there is no key. */
    DataKeyId id();

    /** Overwrites the secret in memory; the key is of no use afterwards. */
    default void clear() {}

    /** A key made of 32 secret bytes. */
    static DataKey of(DataKeyId id, byte[] secret) {
        return new Secret(id, secret.clone());
    }

    /** Stands for no encryption. */
    static DataKey none() {
        return None.INSTANCE;
    }

    /** Derives one-time keys. */
    final class Secret implements DataKey {
        private final DataKeyId id;
        private final byte[] secret;
        private volatile boolean cleared;

        private Secret(DataKeyId id, byte[] secret) {
            if (secret.length != Hkdf.KEY_BYTES) {
                throw new IllegalArgumentException("a data key has 32 bytes, not " + secret.length);
            }
            if (id.equals(None.INSTANCE.id())) {
                throw new IllegalArgumentException("the zero id is that of no key");
            }
            this.id = id;
            this.secret = secret;
        }

        @Override
        public DataKeyId id() {
            return id;
        }

        @Override
        public void clear() {
            cleared = true;
            Arrays.fill(secret, (byte) 0);
        }

        byte[] derive(Hkdf hkdf, byte[] salt, String label) {
            if (cleared) {
                throw new IllegalStateException(this + " was cleared");
            }
            return hkdf.derive(secret, salt, label);
        }

        @Override
        public String toString() {
            return "data key " + id;
        }
    }

    /** No key. */
    enum None implements DataKey {
        INSTANCE;

        private static final DataKeyId ZERO = new DataKeyId(new Id128(0, 0));

        @Override
        public DataKeyId id() {
            return ZERO;
        }
    }
}
