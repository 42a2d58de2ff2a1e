package dev.holdfast.client.cli.saving;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.RepositoryDoor;
import dev.holdfast.client.cli.invocation.RepositoryLocation;
import dev.holdfast.engine.repository.RepositoryOptions;

/** The repository of who never named one: the first backup makes it. */
final class DefaultRepository {
    private DefaultRepository() {}

    /** Opens the repository that is meant; makes the default one, and only that, if there is none. */
    static OpenedRepository openOrCreate(Invocation invocation) {
        RepositoryLocation location = invocation.location();
        RepositoryDoor door = invocation.door();
        boolean makes = location.origin() == RepositoryLocation.Origin.DEFAULT && door.config().isEmpty();
        if (!makes) {
            return invocation.open();
        }
        invocation.console().note("making the repository " + location.path());
        return door.create(RepositoryOptions.DEFAULT, () -> invocation.secrets().toCreate(invocation.arguments()), "");
    }
}
