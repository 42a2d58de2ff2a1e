package dev.holdfast.core.keys;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.crypto.Hkdf;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ring of a client that may add and not read. It makes one data key for its own life, stored for the repository's public key before
 * anything is sealed with it, and can open just what it sealed itself.
 */
public final class WriteOnlyKeyRing implements KeyRing {
    private final RepositoryId repository;
    private final byte[] idKey;
    private final byte[] cuttingKey;
    private final byte[] publicKey;
    private final DataKeyFiles files;
    private final Entropy entropy;
    private final Clock clock;
    private @Nullable DataKey own;

    WriteOnlyKeyRing(WriteOnlyCredential credential, DataKeyFiles files, Entropy entropy, Clock clock) {
        this.repository = credential.repository();
        this.idKey = credential.idKey();
        this.cuttingKey = credential.cuttingKey();
        this.publicKey = credential.publicKey();
        this.files = files;
        this.entropy = entropy;
        this.clock = clock;
    }

    @Override
    public RepositoryId repository() {
        return repository;
    }

    @Override
    public EncryptionMode mode() {
        return EncryptionMode.CLIENT;
    }

    @Override
    public boolean canRead() {
        return false;
    }

    @Override
    public Fingerprinter newFingerprinter() {
        return Fingerprinter.keyed(idKey);
    }

    @Override
    public byte[] cuttingKey() {
        return cuttingKey.clone();
    }

    @Override
    public synchronized DataKey sealingKey() {
        DataKey key = own;
        if (key == null) {
            key = makeKey();
            own = key;
        }
        return key;
    }

    @Override
    public synchronized DataKey openingKey(DataKeyId id) {
        DataKey key = own;
        if (key != null && key.id().equals(id)) {
            return key;
        }
        throw new HoldfastException(
                ErrorCode.KEY_FORBIDS,
                "a write-only credential cannot read what data key " + id + " sealed",
                "open the repository with a passphrase or a key file");
    }

    private DataKey makeKey() {
        byte[] secret = entropy.bytes(Hkdf.KEY_BYTES);
        DataKeyId id = new DataKeyId(entropy.id());
        DataKeyFile bare = file(id, new DataKeyFile.Wrapping.ByPublicKey(new byte[0], new byte[0]), clock.now().toEpochMilli());
        PublicKeyBox.Sealing sealing = new PublicKeyBox(repository()).seal(publicKey, entropy);
        DataKeyFile file = file(id, sealing.finish(bare.associated(), secret), bare.createdMillis());
        if (!files.create(file)) {
            throw new HoldfastException(ErrorCode.INTERNAL, "the new data key " + id + " has a name that is taken");
        }
        DataKey key = DataKey.of(id, secret);
        Arrays.fill(secret, (byte) 0);
        return key;
    }

    private DataKeyFile file(DataKeyId id, DataKeyFile.Wrapping wrapping, long createdMillis) {
        return new DataKeyFile(repository(), id, 0, createdMillis, wrapping);
    }

    @Override
    public String toString() {
        return "write-only key ring of " + repository();
    }
}
