package dev.holdfast.storage.embedded;

import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.chunkstore.directory.DirectoryChunkStore;
import dev.holdfast.storage.files.DirectoryFiles;
import dev.holdfast.storage.metadata.sqlite.PageCache;
import java.nio.file.Path;

/** What a repository in a directory consists of. Nothing is opened or made until it is asked for. Thread-safe. */
public final class RepositoryDirectory {
    private final Path path;
    private final Entropy entropy;
    private final RepositoryFiles files;
    private final IndexFiles indexes;

    public RepositoryDirectory(Path path, Entropy entropy) {
        this(path, entropy, PageCache.COMMAND);
    }

    /** @param cache how much of its index is kept in memory */
    public RepositoryDirectory(Path path, Entropy entropy, PageCache cache) {
        this.path = path;
        this.entropy = entropy;
        this.files = new DirectoryFiles(path, entropy);
        this.indexes = new IndexFiles(path, files, entropy, cache);
    }

    public Path path() {
        return path;
    }

    /** Its small objects: configuration and keys. */
    public RepositoryFiles files() {
        return files;
    }

    /** Its rows and facts. */
    public IndexFiles indexes() {
        return indexes;
    }

    /** A store of its packs, which the caller closes. */
    public ChunkStore newChunkStore() {
        return new DirectoryChunkStore(path, entropy);
    }
}
