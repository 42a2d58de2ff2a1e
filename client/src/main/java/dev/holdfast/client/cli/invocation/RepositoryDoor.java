package dev.holdfast.client.cli.invocation;

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
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.RepositoryOptions;
import dev.holdfast.storage.embedded.OpenedIndex;
import dev.holdfast.storage.embedded.RepositoryDirectory;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import dev.holdfast.storage.service.ProcessTable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens and makes the repository in one directory. A secret is only asked for once it is known that one is needed. */
public final class RepositoryDoor {
    private final Clock clock;
    private final Entropy entropy = Entropy.system();
    private final RepositoryDirectory directory;

    public RepositoryDoor(Path location, Clock clock) {
        this.clock = clock;
        this.directory = new RepositoryDirectory(location, entropy);
    }

    /** The configuration, or empty if there is no repository. */
    public Optional<RepositoryConfig> config() {
        return directory.files().read(RepositoryConfig.FILE_NAME).map(RepositoryConfig::decode);
    }

    /** The small objects in it. */
    public RepositoryFiles files() {
        return directory.files();
    }

    /** The key slots of the repository with this configuration. */
    public KeySlots slots(RepositoryConfig config) {
        return new KeySlots(directory.files(), config, entropy, clock, PassphraseStretching.standard());
    }

    /** Opens it with the credential, which is closed here. */
    public OpenedRepository open(RepositoryConfig config, Supplier<Credential> credential) {
        KeyRing ring = ring(config, credential);
        return assemble(config, ring, directory.indexes().open());
    }

    /**
     * Opens it over an empty index that is to be filled from the packs. From then on nobody else can open it, until {@link
     * OpenedRepository#finishIndex}. The credential is closed here.
     *
     * @throws HoldfastException {@code KEY_FORBIDS} if it cannot read the packs; then nothing has changed
     */
    public OpenedRepository openAnew(RepositoryConfig config, Supplier<Credential> credential) {
        KeyRing ring = ring(config, credential);
        if (!ring.canRead()) {
            throw new HoldfastException(
                    ErrorCode.KEY_FORBIDS,
                    "a write-only key cannot read the packs, out of which the index is made",
                    "give a passphrase or a key file");
        }
        return assemble(config, ring, directory.indexes().begin());
    }

    /** Fails as {@link #open} does if there is no index that could be opened; needs no key. */
    public void requireIndex() {
        directory.indexes().open().rows().close();
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
        if (directory.files().read(RepositoryConfig.FILE_NAME).isPresent()) {
            throw new HoldfastException(
                    ErrorCode.REPOSITORY_EXISTS,
                    "there is a repository at " + directory.path() + " already",
                    "use it, or name another place: --repo DIR");
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
        OpenedIndex index = directory.indexes().create();
        try {
            return assemble(config, keys.get(), index);
        } catch (RuntimeException e) {
            index.rows().close();
            throw e;
        }
    }

    private OpenedRepository assemble(RepositoryConfig config, KeyRing ring, OpenedIndex index) {
        return new OpenedRepository(
                new Repository(new Repository.Parts(
                        config,
                        ring,
                        directory.files(),
                        new EmbeddedMetadataService(index.rows(), entropy, index.fence()),
                        directory.newChunkStore(),
                        ProcessTable.system().current(),
                        clock,
                        entropy)),
                directory.indexes(),
                index);
    }
}
