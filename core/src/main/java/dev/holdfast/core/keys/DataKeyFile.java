package dev.holdfast.core.keys;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.Frame;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Box;
import dev.holdfast.core.crypto.Hkdf;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.RepositoryId;

/**
 * A data key as it lies in the repository.
 *
 * @param repository the repository it belongs to; files of another one are left alone
 * @param id the key's random name
 * @param sequence its place among the keys wrapped by the master key, counted from 1; 0 for any other
 * @param createdMillis when it was made
 * @param wrapping how the secret is sealed
 */
record DataKeyFile(RepositoryId repository, DataKeyId id, int sequence, long createdMillis, Wrapping wrapping) {
    static final int FORMAT_VERSION = 1;

    private static final String MAGIC = "HFDK";
    private static final int SEALED_SECRET_BYTES = Hkdf.KEY_BYTES + Box.TAG_BYTES;

    /** Who can open the secret. */
    sealed interface Wrapping {
        /** Sealed under a key derived from the master key and the data key's name. */
        record ByMaster(byte[] sealedSecret) implements Wrapping {}

        /** Sealed for the repository's public key. */
        record ByPublicKey(byte[] encapsulation, byte[] sealedSecret) implements Wrapping {}
    }

    /** What is authenticated beside the secret. */
    byte[] associated() {
        return new ByteWriter()
                .raw(repository.toBytes())
                .raw(id.toBytes())
                .u32(sequence)
                .u64(createdMillis)
                .u8(wrappingCode())
                .toBytes();
    }

    byte[] encode() {
        ByteWriter writer = new ByteWriter().raw(associated());
        switch (wrapping) {
            case Wrapping.ByMaster(byte[] sealedSecret) -> writer.raw(sealedSecret);
            case Wrapping.ByPublicKey(byte[] encapsulation, byte[] sealedSecret) ->
                writer.raw(encapsulation).raw(sealedSecret);
        }
        return new Frame(MAGIC, FORMAT_VERSION, writer.toBytes()).encode();
    }

    /** @throws MalformedException if the bytes are not a data key file */
    static DataKeyFile decode(byte[] file) {
        Frame frame = Frame.decode(MAGIC, file);
        if (frame.version() != FORMAT_VERSION) {
            throw new MalformedException("data key format " + frame.version() + " is not known");
        }
        ByteReader reader = new ByteReader(frame.payload());
        RepositoryId repository = RepositoryId.read(reader.raw(RepositoryId.BYTES), 0);
        DataKeyId id = DataKeyId.read(reader.raw(DataKeyId.BYTES), 0);
        int sequence = reader.u32();
        long created = reader.u64();
        Wrapping wrapping = switch (reader.u8()) {
            case 1 -> new Wrapping.ByMaster(reader.raw(SEALED_SECRET_BYTES));
            case 2 -> new Wrapping.ByPublicKey(reader.raw(PublicKeyBox.ENCAPSULATION_BYTES), reader.raw(SEALED_SECRET_BYTES));
            default -> throw new MalformedException("unknown wrapping of a data key");
        };
        reader.expectEnd();
        if (sequence < 0 || (sequence == 0) != (wrapping instanceof Wrapping.ByPublicKey)) {
            throw new MalformedException("sequence " + Integer.toUnsignedString(sequence) + " does not fit the wrapping");
        }
        return new DataKeyFile(repository, id, sequence, created, wrapping);
    }

    private int wrappingCode() {
        return switch (wrapping) {
            case Wrapping.ByMaster _ -> 1;
            case Wrapping.ByPublicKey _ -> 2;
        };
    }
}
