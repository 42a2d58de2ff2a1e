package dev.holdfast.core.keys;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.RepositoryId;

/** What an opened repository can do: name, cut, seal and, unless it was opened with a write-only credential, open. Thread-safe. */
public sealed interface KeyRing permits PlainKeyRing, MasterKeyRing, WriteOnlyKeyRing {
    /** The repository that the keys belong to. */
    RepositoryId repository();

    /** Whether and how the repository is encrypted. */
    EncryptionMode mode();

    /** Whether everything in the repository can be opened, or only what this ring itself sealed. */
    boolean canRead();

    /** A new computation of fingerprints, for one thread. */
    Fingerprinter newFingerprinter();

    /** The 32 bytes from which the cutter's table is made; a public value in a repository without encryption. */
    byte[] cuttingKey();

    /** The key under which new segments are sealed. */
    DataKey sealingKey();

    /**
     * The key with the given name.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code KEY_NOT_FOUND} if the repository has no such key, {@code KEY_FORBIDS} if
     *     this ring may not open what it did not seal, {@code KEY_DAMAGED} if the key's file cannot be opened
     */
    DataKey openingKey(DataKeyId id);

    /** Overwrites the secrets that this ring holds in memory, as far as it holds any; it is of no use afterwards. */
    default void clear() {}
}
