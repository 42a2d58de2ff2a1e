package dev.holdfast.client.cli.invocation;

import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.embedded.IndexFiles;
import dev.holdfast.storage.embedded.OpenedIndex;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.IndexFence;

/** An opened repository of this machine. */
public final class OpenedDirectory implements OpenedRepository {
    private final Repository repository;
    private final IndexFiles files;
    private final OpenedIndex index;

    OpenedDirectory(Repository repository, IndexFiles files, OpenedIndex index) {
        this.repository = repository;
        this.files = files;
        this.index = index;
    }

    @Override
    public Repository repository() {
        return repository;
    }

    /** The rows behind its metadata service, for upkeep. */
    public MetadataStore rows() {
        return index.rows();
    }

    /** Whether these rows are still the repository's index. */
    public IndexFence fence() {
        return index.fence();
    }

    /** Declares the rows ready, if they were opened to be filled anew; false if another rebuild was begun meanwhile. */
    public boolean finishIndex() {
        return files.finish(index);
    }

    /** Removes what is left of the indexes that came before, and of objects that nobody writes any more. */
    public void discardLeftovers() {
        files.discardBefore(index.generation());
    }

    @Override
    public void close() {
        repository.close();
    }
}
