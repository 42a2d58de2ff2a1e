package dev.holdfast.client.repository;

import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.keys.PlainKeyRing;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.chunkstore.directory.DirectoryChunkStore;
import dev.holdfast.storage.files.DirectoryFiles;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import java.nio.file.Path;
import java.time.Instant;

/** Repositories without encryption for tests, with small chunks and packs so that little content makes many of both. */
public final class TestRepositories {
    private TestRepositories() {}

    /** A repository with its packs in a directory and its rows in the given store. */
    public static Repository open(Path directory, MetadataStore rows) {
        ChunkStore chunks = new DirectoryChunkStore(directory, Entropy.system());
        RepositoryConfig config = new RepositoryConfig(
                new RepositoryId(Entropy.system().id()),
                EncryptionMode.NONE,
                new CutterSettings(CutterAlgorithm.FASTCDC, 4096),
                1,
                1 << 17,
                Instant.EPOCH);
        return new Repository(new Repository.Parts(
                config,
                new PlainKeyRing(config.id()),
                new DirectoryFiles(directory, Entropy.system()),
                new EmbeddedMetadataService(rows, Entropy.system()),
                chunks,
                SessionOwner.UNKNOWN,
                Clock.system(),
                Entropy.system()));
    }
}
