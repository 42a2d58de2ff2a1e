package dev.holdfast.core.config;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.Frame;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.protocol.RepositoryFiles;
import java.time.Instant;
import java.util.Optional;

/**
 * What is fixed when a repository is made.
 *
 * @param id the repository's random name
 * @param encryption who can read its content
 * @param cutter how content is cut
 * @param compressionLevel zstd level, 1 to 19
 * @param packTargetBytes length at which a pack is closed
 * @param created when the repository was made, to the millisecond
 */
public record RepositoryConfig(
        RepositoryId id,
        EncryptionMode encryption,
        CutterSettings cutter,
        int compressionLevel,
        int packTargetBytes,
        Instant created) {
    /** Name of the file that holds the configuration. */
    public static final String FILE_NAME = "repository";

    /** The format this version of Holdfast writes, and the only one it reads. */
    public static final int FORMAT_VERSION = 1;

    /** Highest compression level. */
    public static final int MAX_COMPRESSION_LEVEL = 19;

    /** Shortest permitted target of a pack in bytes. */
    public static final int MIN_PACK_TARGET_BYTES = 64 * 1024;

    /** Longest permitted target of a pack in bytes. */
    public static final int MAX_PACK_TARGET_BYTES = 512 * 1024 * 1024;

    private static final String MAGIC = "HFRC";

    public RepositoryConfig {
        if (compressionLevel < 1 || compressionLevel > MAX_COMPRESSION_LEVEL) {
            throw new IllegalArgumentException("the compression level must be 1 to 19, not " + compressionLevel);
        }
        if (packTargetBytes < MIN_PACK_TARGET_BYTES || packTargetBytes > MAX_PACK_TARGET_BYTES) {
            throw new IllegalArgumentException("the pack target must be " + MIN_PACK_TARGET_BYTES + " to " + MAX_PACK_TARGET_BYTES
                    + " bytes, not " + packTargetBytes);
        }
        created = Instant.ofEpochMilli(created.toEpochMilli());
    }

    /** The bytes of the configuration file. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter()
                .raw(id.toBytes())
                .u8(encryption.code())
                .u8(cutter.algorithm().code())
                .u32(cutter.averageBytes())
                .u8(compressionLevel)
                .u32(packTargetBytes)
                .u64(created.toEpochMilli());
        return new Frame(MAGIC, FORMAT_VERSION, writer.toBytes()).encode();
    }

    /** SHA-256 of the configuration file, sealed into each key slot. */
    public Digest digest() {
        return Digest.of(Sha256.of(encode()));
    }

    /**
     * Reads a configuration file.
     *
     * @throws HoldfastException {@code REPOSITORY_VERSION} if a different version of Holdfast wrote it, {@code CONFIG_DAMAGED} if it is
     *     not what was written
     */
    public static RepositoryConfig decode(byte[] file) {
        try {
            Frame frame = Frame.decode(MAGIC, file);
            if (frame.version() != FORMAT_VERSION) {
                throw unknownVersion(frame.version());
            }
            return parse(new ByteReader(frame.payload()));
        } catch (MalformedException | IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_DAMAGED,
                    "the file '" + FILE_NAME + "' is damaged: " + e.getMessage(),
                    "restore this file from a copy of the repository",
                    e);
        }
    }

    private static RepositoryConfig parse(ByteReader reader) {
        RepositoryConfig config = new RepositoryConfig(
                new RepositoryId(Id128.read(reader.raw(RepositoryId.BYTES), 0)),
                EncryptionMode.of(reader.u8()),
                new CutterSettings(CutterAlgorithm.of(reader.u8()), reader.u32()),
                reader.u8(),
                reader.u32(),
                Instant.ofEpochMilli(reader.u64()));
        reader.expectEnd();
        return config;
    }

    private static HoldfastException unknownVersion(int version) {
        return new HoldfastException(
                ErrorCode.REPOSITORY_VERSION,
                "the repository has format " + version + ", this version of Holdfast knows format " + FORMAT_VERSION + " only",
                version > FORMAT_VERSION
                        ? "install a newer version of Holdfast"
                        : "open it with the version of Holdfast that made it");
    }

    /** Reads the configuration of a repository; empty if there is none. */
    public static Optional<RepositoryConfig> load(RepositoryFiles files) {
        return files.read(FILE_NAME).map(RepositoryConfig::decode);
    }
}
