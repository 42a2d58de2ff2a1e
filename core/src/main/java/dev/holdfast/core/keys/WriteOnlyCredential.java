package dev.holdfast.core.keys;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.Frame;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Hkdf;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.RepositoryId;
import java.util.Arrays;

/** What a client needs to add to a repository without being able to read it: kept in a file outside of the repository. */
public final class WriteOnlyCredential implements Credential {
    private static final String MAGIC = "HFWK";
    private static final int FORMAT_VERSION = 1;

    private final RepositoryId repository;
    private final Digest configDigest;
    private final byte[] idKey;
    private final byte[] cuttingKey;
    private final byte[] publicKey;

    WriteOnlyCredential(MasterKey master, Digest configDigest) {
        this.repository = master.repository();
        this.configDigest = configDigest;
        this.idKey = master.derive(MasterKey.ID_LABEL);
        this.cuttingKey = master.derive(MasterKey.CUTTING_LABEL);
        this.publicKey = PublicKeyBox.publicKey(master.derive(MasterKey.PRIVATE_LABEL));
    }

    private WriteOnlyCredential(ByteReader reader) {
        this.repository = RepositoryId.read(reader.raw(RepositoryId.BYTES), 0);
        this.configDigest = Digest.of(reader.raw(Digest.BYTES));
        this.idKey = reader.raw(Hkdf.KEY_BYTES);
        this.cuttingKey = reader.raw(Hkdf.KEY_BYTES);
        this.publicKey = reader.raw(PublicKeyBox.PUBLIC_KEY_BYTES);
        reader.expectEnd();
    }

    /**
     * Reads a credential file.
     *
     * @throws HoldfastException {@code KEY_DAMAGED} if it is not one
     */
    public static WriteOnlyCredential decode(byte[] file) {
        try {
            Frame frame = Frame.decode(MAGIC, file);
            if (frame.version() != FORMAT_VERSION) {
                throw new MalformedException("format " + frame.version() + " is not known");
            }
            return new WriteOnlyCredential(new ByteReader(frame.payload()));
        } catch (MalformedException e) {
            throw new HoldfastException(
                    ErrorCode.KEY_DAMAGED,
                    "the write-only credential cannot be read: " + e.getMessage(),
                    "make a new one with 'holdfast key write-only'",
                    e);
        }
    }

    /** The bytes of the credential file. They are secret. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter()
                .raw(repository.toBytes())
                .raw(configDigest.toBytes())
                .raw(idKey)
                .raw(cuttingKey)
                .raw(publicKey);
        return new Frame(MAGIC, FORMAT_VERSION, writer.toBytes()).encode();
    }

    /** The repository it is for. */
    public RepositoryId repository() {
        return repository;
    }

    Digest configDigest() {
        return configDigest;
    }

    byte[] idKey() {
        return idKey.clone();
    }

    byte[] cuttingKey() {
        return cuttingKey.clone();
    }

    byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public void close() {
        Arrays.fill(idKey, (byte) 0);
        Arrays.fill(cuttingKey, (byte) 0);
    }

    @Override
    public String toString() {
        return "write-only credential for " + repository;
    }
}
