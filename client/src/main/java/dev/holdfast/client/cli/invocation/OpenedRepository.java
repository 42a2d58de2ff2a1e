package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.repository.Repository;
import dev.holdfast.storage.metadata.MetadataStore;

/**
 * An opened repository of this machine.
 *
 * @param rows the rows behind its metadata service, for upkeep; closed with the repository
 */
public record OpenedRepository(Repository repository, MetadataStore rows) implements AutoCloseable {
    @Override
    public void close() {
        repository.close();
    }
}
