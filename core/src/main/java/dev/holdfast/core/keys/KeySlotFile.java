package dev.holdfast.core.keys;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.Frame;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Box;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.KeySlotId;
import dev.holdfast.core.id.RepositoryId;
import java.time.Instant;

/**
 * A key slot as it lies in the repository. All of it is authenticated by the sealed part, which holds the master key and the digest of the
 * repository's configuration.
 *
 * @param repository the repository it belongs to; files of another one are left alone
 * @param derivation what makes the key of the sealed part
 * @param sealed master key and digest, sealed
 */
record KeySlotFile(
        RepositoryId repository, KeySlotId id, long createdMillis, String label, Derivation derivation, byte[] sealed) {
    static final String PREFIX = "keys/slot-";
    static final int FORMAT_VERSION = 1;
    static final int SALT_BYTES = 32;
    static final int MAX_LABEL_BYTES = 256;

    private static final String MAGIC = "HFKS";
    private static final int SEALED_BYTES = MasterKey.BYTES + Digest.BYTES + Box.TAG_BYTES;

    /** How the key of a slot's sealed part comes about. */
    sealed interface Derivation {
        /** Argon2id of a passphrase. */
        record FromPassphrase(byte[] salt, Argon2Settings settings) implements Derivation {}

        /** HKDF of a key file's secret. */
        record FromKeyFile(byte[] salt) implements Derivation {}
    }

    String name() {
        return PREFIX + id;
    }

    KeySlot toSlot() {
        KeySlot.Kind kind = switch (derivation) {
            case Derivation.FromPassphrase _ -> KeySlot.Kind.PASSPHRASE;
            case Derivation.FromKeyFile _ -> KeySlot.Kind.KEY_FILE;
        };
        return new KeySlot(id, kind, Instant.ofEpochMilli(createdMillis), label);
    }

    /** What is authenticated beside the sealed part. */
    byte[] associated() {
        ByteWriter writer = new ByteWriter()
                .raw(repository.toBytes())
                .raw(id.toBytes())
                .u64(createdMillis)
                .text(label);
        switch (derivation) {
            case Derivation.FromPassphrase(byte[] salt, Argon2Settings settings) ->
                writer.u8(1)
                        .raw(salt)
                        .u32(settings.memoryKib())
                        .u32(settings.iterations())
                        .u32(settings.parallelism());
            case Derivation.FromKeyFile(byte[] salt) -> writer.u8(2).raw(salt);
        }
        return writer.toBytes();
    }

    byte[] encode() {
        return new Frame(MAGIC, FORMAT_VERSION, new ByteWriter().raw(associated()).raw(sealed).toBytes()).encode();
    }

    /** @throws MalformedException if the bytes are not a slot, or one that demands too much */
    static KeySlotFile decode(byte[] file) {
        Frame frame = Frame.decode(MAGIC, file);
        if (frame.version() != FORMAT_VERSION) {
            throw new MalformedException("key slot format " + frame.version() + " is not known");
        }
        ByteReader reader = new ByteReader(frame.payload());
        RepositoryId repository = RepositoryId.read(reader.raw(RepositoryId.BYTES), 0);
        KeySlotId id = KeySlotId.read(reader.raw(KeySlotId.BYTES), 0);
        long created = reader.u64();
        String label = reader.text(MAX_LABEL_BYTES, "label length");
        Derivation derivation = switch (reader.u8()) {
            case 1 ->
                new Derivation.FromPassphrase(
                        reader.raw(SALT_BYTES), new Argon2Settings(reader.u32(), reader.u32(), reader.u32()));
            case 2 -> new Derivation.FromKeyFile(reader.raw(SALT_BYTES));
            default -> throw new MalformedException("unknown kind of key slot");
        };
        byte[] sealed = reader.raw(SEALED_BYTES);
        reader.expectEnd();
        return new KeySlotFile(repository, id, created, label, derivation, sealed);
    }
}
