package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.repository.Repository;
import dev.holdfast.client.repository.RepositoryOptions;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.keys.Credential;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.KeySlots;
import dev.holdfast.core.keys.MasterCredential;
import dev.holdfast.core.keys.PassphraseStretching;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.chunkstore.directory.DirectoryChunkStore;
import dev.holdfast.storage.files.DirectoryFiles;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import dev.holdfast.storage.service.ProcessTable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens and makes the repository in one directory. A secret is only asked for once it is known that one is needed. */
public final class RepositoryDoor {
    private static final Path INDEX = Path.of("index", "rows.db");

    private final Path location;
    private final Clock clock;
    private final Entropy entropy = Entropy.system();
    private final RepositoryFiles files;

    public RepositoryDoor(Path location, Clock clock) {
        this.location = location;
        this.clock = clock;
        this.files = new DirectoryFiles(location, entropy);
    }

    /** The configuration, or empty if there is no repository. */
    public Optional<RepositoryConfig> config() {
        return files.read(RepositoryConfig.FILE_NAME).map(RepositoryConfig::decode);
    }

    /** The small objects in it. */
    public RepositoryFiles files() {
        return files;
    }

    /** The key slots of the repository with this configuration. */
    public KeySlots slots(RepositoryConfig config) {
        return new KeySlots(files, config, entropy, clock, PassphraseStretching.standard());
    }

    /** Opens it with the credential, which is closed here. */
    public OpenedRepository open(RepositoryConfig config, Supplier<Credential> credential) {
        KeyRing ring = ring(config, credential);
        return assemble(config, ring, SqliteMetadataStore.open(location.resolve(INDEX), SqliteMetadataStore.Missing.FAIL, entropy));
    }

    private KeyRing ring(RepositoryConfig config, Supplier<Credential> credential) {
        if (config.encryption() == EncryptionMode.NONE) {
            return slots(config).openPlain();
        }
        try (Credential secret = credential.get()) {
            return slots(config).open(secret);
        }
    }

    /** Makes a repository and opens it; the credential is asked for only if it will be encrypted, and closed here. */
    public OpenedRepository create(RepositoryOptions options, Supplier<MasterCredential> credential, String label) {
        if (files.read(RepositoryConfig.FILE_NAME).isPresent()) {
            throw new HoldfastException(ErrorCode.REPOSITORY_EXISTS, "there is a repository at " + location + " already", "use it, or name another place: --repo DIR");
        }
        RepositoryConfig config = new RepositoryConfig(
                new RepositoryId(entropy.id()),
                options.encryption(),
                options.cutter(),
                options.compressionLevel(),
                RepositoryOptions.PACK_TARGET_BYTES,
                clock.now());
        return switch (options.encryption()) {
            case NONE -> create(() -> slots(config).createPlain(), config);
            case CLIENT -> {
                try (MasterCredential secret = credential.get()) {
                    yield create(() -> slots(config).create(secret, label), config);
                }
            }
        };
    }

    /** The rows first: with its configuration, which comes last, a repository exists and must be whole. */
    private OpenedRepository create(Supplier<KeyRing> keys, RepositoryConfig config) {
        SqliteMetadataStore rows = SqliteMetadataStore.open(location.resolve(INDEX), SqliteMetadataStore.Missing.CREATE, entropy);
        try {
            return assemble(config, keys.get(), rows);
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private OpenedRepository assemble(RepositoryConfig config, KeyRing ring, SqliteMetadataStore rows) {
        return new OpenedRepository(
                new Repository(new Repository.Parts(
                        config,
                        ring,
                        files,
                        new EmbeddedMetadataService(rows, entropy),
                        new DirectoryChunkStore(location, entropy),
                        ProcessTable.system().current(),
                        clock,
                        entropy)),
                rows);
    }
}
