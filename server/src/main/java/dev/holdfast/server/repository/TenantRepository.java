package dev.holdfast.server.repository;

import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.storage.embedded.OpenedIndex;
import dev.holdfast.storage.embedded.RepositoryDirectory;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.sqlite.PageCache;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import dev.holdfast.storage.service.IndexFence;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The opened repository of one tenant, with its presence filter and what is known of packs that arrived lately. Thread-safe. */
public final class TenantRepository implements RepositoryAccess, AutoCloseable {
    private final RepositoryDirectory directory;
    private final OpenedIndex index;
    private final ChunkStore chunks;
    private final FilteredRows rows;
    private final MetadataService service;
    private final PackArrivals arrivals;
    /** Fixed once it is there. */
    private volatile @Nullable RepositoryConfig config;

    private TenantRepository(RepositoryDirectory directory, OpenedIndex index, PresenceFilter filter, PresentChunks recent, Entropy entropy) {
        this.directory = directory;
        this.index = index;
        this.chunks = directory.newChunkStore();
        this.rows = new FilteredRows(index.rows(), filter, recent);
        this.service = new EmbeddedMetadataService(rows, entropy, index.fence());
        this.arrivals = new PackArrivals(chunks, rows);
    }

    /** Opens the repository in a directory; one that has no configuration yet gets an empty index, which has to be there before it. */
    static TenantRepository open(Path path, PresentChunks recent, Entropy entropy, Executor background) {
        RepositoryDirectory directory = new RepositoryDirectory(path, entropy, PageCache.SERVER);
        boolean isMade = RepositoryConfig.load(directory.files()).isPresent();
        OpenedIndex index = isMade ? directory.indexes().open() : directory.indexes().create();
        Path saved = path.resolve("index").resolve("presence-" + index.generation() + ".filter");
        PresenceFilter filter = PresenceFilter.open(index.rows(), saved, entropy, background);
        return new TenantRepository(directory, index, filter, recent, entropy);
    }

    @Override
    public MetadataStore rows() {
        return rows;
    }

    @Override
    public ChunkStore chunks() {
        return chunks;
    }

    @Override
    public RepositoryFiles files() {
        return directory.files();
    }

    @Override
    public IndexFence fence() {
        return index.fence();
    }

    @Override
    public Optional<RepositoryConfig> config() {
        RepositoryConfig known = config;
        if (known == null) {
            Optional<RepositoryConfig> found = RepositoryConfig.load(files());
            found.ifPresent(made -> config = made);
            return found;
        }
        return Optional.of(known);
    }

    /** The protocol over its rows. */
    public MetadataService service() {
        return service;
    }

    /** Which chunks are surely not there. */
    public PresenceFilter filter() {
        return rows.filter();
    }

    /** Packs on their way in. */
    PackArrivals arrivals() {
        return arrivals;
    }

    @Override
    public void collected() {
        filter().renew();
    }

    /** Writes the presence filter down. */
    void save() {
        filter().save();
    }

    @Override
    public void close() {
        filter().close();
        chunks.close();
        index.rows().close();
    }
}
