package dev.holdfast.core.keys;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.RepositoryId;
import java.nio.charset.StandardCharsets;

/** The ring of a repository without encryption: no key at all, and a public value for the cutter. */
public record PlainKeyRing(RepositoryId repository) implements KeyRing {
    @Override
    public EncryptionMode mode() {
        return EncryptionMode.NONE;
    }

    @Override
    public boolean canRead() {
        return true;
    }

    @Override
    public Fingerprinter newFingerprinter() {
        return Fingerprinter.plain();
    }

    @Override
    public byte[] cuttingKey() {
        return Sha256.of(MasterKey.CUTTING_LABEL.getBytes(StandardCharsets.US_ASCII), repository.toBytes());
    }

    @Override
    public DataKey sealingKey() {
        return DataKey.none();
    }

    @Override
    public DataKey openingKey(DataKeyId id) {
        if (id.equals(DataKey.none().id())) {
            return DataKey.none();
        }
        throw DataKeyFiles.notFound(id);
    }
}
