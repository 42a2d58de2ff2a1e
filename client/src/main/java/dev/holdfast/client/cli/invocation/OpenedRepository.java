package dev.holdfast.client.cli.invocation;

import dev.holdfast.engine.repository.Repository;

/** An opened repository, here or at a server. What it was opened with is closed with it. */
public sealed interface OpenedRepository extends AutoCloseable permits OpenedDirectory, OpenedServer {
    /** What most commands need, wherever it is. */
    Repository repository();

    @Override
    void close();
}
