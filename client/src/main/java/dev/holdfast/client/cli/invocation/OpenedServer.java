package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.remote.RemoteRepository;
import dev.holdfast.engine.repository.Repository;

/**
 * An opened repository of a server.
 *
 * @param remote the way to it
 */
public record OpenedServer(Repository repository, RemoteRepository remote) implements OpenedRepository {
    @Override
    public void close() {
        repository.close();
    }
}
