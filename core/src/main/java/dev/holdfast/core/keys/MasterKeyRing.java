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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The ring of whoever holds the master key: it can do everything. Data keys are unwrapped when they are first asked for. */
public final class MasterKeyRing implements KeyRing {
    /** Highest sequence number of a data key. */
    static final int MAX_SEQUENCE = 99_999_999;

    private final MasterKey master;
    private final DataKeyFiles files;
    private final byte[] idKey;
    private final byte[] cuttingKey;
    private final Map<DataKeyId, DataKey> opened = new ConcurrentHashMap<>();
    private volatile @Nullable DataKey current;

    MasterKeyRing(MasterKey master, DataKeyFiles files) {
        this.master = master;
        this.files = files;
        this.idKey = master.derive(MasterKey.ID_LABEL);
        this.cuttingKey = master.derive(MasterKey.CUTTING_LABEL);
    }

    @Override
    public RepositoryId repository() {
        return master.repository();
    }

    @Override
    public EncryptionMode mode() {
        return EncryptionMode.CLIENT;
    }

    @Override
    public boolean canRead() {
        return true;
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
    public DataKey sealingKey() {
        DataKey known = current;
        if (known == null) {
            DataKeyFile file = newest().orElseThrow(() -> new HoldfastException(
                    ErrorCode.KEY_NOT_FOUND,
                    "the repository has no data key to seal with",
                    "run 'holdfast key rotate' to make one"));
            known = opened.computeIfAbsent(file.id(), _ -> unwrap(file));
            current = known;
        }
        return known;
    }

    @Override
    public DataKey openingKey(DataKeyId id) {
        DataKey known = opened.get(id);
        if (known == null) {
            DataKeyFile file = files.find(id)
                    .filter(found -> found.repository().equals(repository()))
                    .orElseThrow(() -> DataKeyFiles.notFound(id));
            known = opened.computeIfAbsent(id, _ -> unwrap(file));
        }
        return known;
    }

    MasterKey master() {
        return master;
    }

    /** Makes a new data key, durably, and seals with it from now on. */
    DataKeyFile rotate(Entropy entropy, Clock clock) {
        byte[] secret = entropy.bytes(Hkdf.KEY_BYTES);
        try {
            DataKeyFile file;
            do {
                file = wrap(new DataKeyId(entropy.id()), nextSequence(), clock.now().toEpochMilli(), secret);
            } while (!files.create(file));
            DataKey key = DataKey.of(file.id(), secret);
            opened.put(file.id(), key);
            current = key;
            return file;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private int nextSequence() {
        int next = files.highestSequence() + 1;
        if (next > MAX_SEQUENCE) {
            throw new HoldfastException(ErrorCode.LIMIT_EXCEEDED, "the repository has had " + MAX_SEQUENCE + " data keys");
        }
        return next;
    }

    /** The newest key file of this repository; what an interrupted creation of another one left behind is passed over. */
    private Optional<DataKeyFile> newest() {
        return files.namesNewestFirst().stream()
                .flatMap(name -> files.read(name).stream())
                .filter(file -> file.repository().equals(repository()))
                .findFirst();
    }

    private DataKeyFile wrap(DataKeyId id, int sequence, long createdMillis, byte[] secret) {
        DataKeyFile bare = new DataKeyFile(
                repository(), id, sequence, createdMillis, new DataKeyFile.Wrapping.ByMaster(new byte[0]));
        byte[] sealed = SecretBox.seal(master.wrappingKey(id), bare.associated(), secret);
        return new DataKeyFile(repository(), id, sequence, createdMillis, new DataKeyFile.Wrapping.ByMaster(sealed));
    }

    private DataKey unwrap(DataKeyFile file) {
        Optional<byte[]> secret = switch (file.wrapping()) {
            case DataKeyFile.Wrapping.ByMaster(byte[] sealed) ->
                SecretBox.open(master.wrappingKey(file.id()), file.associated(), sealed);
            case DataKeyFile.Wrapping.ByPublicKey wrapping ->
                new PublicKeyBox(repository()).open(master.derive(MasterKey.PRIVATE_LABEL), wrapping, file.associated());
        };
        byte[] bytes = secret.orElseThrow(
                () -> DataKeyFiles.damaged(DataKeyFiles.nameOf(file), "it was not sealed by this repository's key"));
        DataKey key = DataKey.of(file.id(), bytes);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    @Override
    public void clear() {
        master.clear();
        Arrays.fill(idKey, (byte) 0);
        Arrays.fill(cuttingKey, (byte) 0);
        opened.values().forEach(DataKey::clear);
        opened.clear();
        current = null;
    }

    @Override
    public String toString() {
        return "key ring of " + repository();
    }
}
