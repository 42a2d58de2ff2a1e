package dev.holdfast.client.cli.invocation;

import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.keys.Credential;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.KeySlots;
import dev.holdfast.core.keys.MasterCredential;
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

/** Opens and makes the repository in one directory. */
public final class DirectoryDoor implements RepositoryDoor {
    private final Clock clock;
    private final Entropy entropy = Entropy.system();
    private final RepositoryDirectory directory;
    private final DoorKeys keys;

    public DirectoryDoor(Path location, Clock clock) {
        this.clock = clock;
        this.directory = new RepositoryDirectory(location, entropy);
        this.keys = new DoorKeys(directory.files(), location.toString(), clock, entropy);
    }

    @Override
    public Optional<RepositoryConfig> config() {
        return keys.config();
    }

    @Override
    public KeySlots slots(RepositoryConfig config) {
        return keys.slots(config);
    }

    @Override
    public OpenedDirectory open(RepositoryConfig config, Supplier<Credential> credential) {
        KeyRing ring = keys.ring(config, credential);
        return assemble(config, ring, directory.indexes().open());
    }

    /**
     * Opens it over an empty index that is to be filled from the packs. From then on nobody else can open it, until {@link
     * OpenedDirectory#finishIndex}. The credential is closed here.
     *
     * @throws HoldfastException {@code KEY_FORBIDS} if it cannot read the packs; then nothing has changed
     */
    public OpenedDirectory openAnew(RepositoryConfig config, Supplier<Credential> credential) {
        KeyRing ring = keys.ring(config, credential);
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

    @Override
    public OpenedRepository create(RepositoryOptions options, Supplier<MasterCredential> credential, String label) {
        return keys.create(options, credential, label, this::make);
    }

    /** The rows first: with its configuration, which comes last, a repository exists and must be whole. */
    private OpenedRepository make(RepositoryConfig config, Supplier<KeyRing> ring) {
        OpenedIndex index = directory.indexes().create();
        try {
            return assemble(config, ring.get(), index);
        } catch (RuntimeException e) {
            index.rows().close();
            throw e;
        }
    }

    private OpenedDirectory assemble(RepositoryConfig config, KeyRing ring, OpenedIndex index) {
        return new OpenedDirectory(
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
