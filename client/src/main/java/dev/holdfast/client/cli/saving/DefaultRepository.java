package dev.holdfast.client.cli.saving;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.RepositoryDoor;
import dev.holdfast.client.cli.invocation.RepositoryLocation;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.engine.repository.RepositoryOptions;
import java.util.Optional;

/** The repository of who never named one: the first backup makes it. */
final class DefaultRepository {
    private DefaultRepository() {}

    /**
     * Opens the repository that is meant. If there is none, the default one is made, and that of a server: behind an address there is no
     * disk that somebody forgot to mount.
     */
    static OpenedRepository openOrCreate(Invocation invocation) {
        RepositoryLocation location = invocation.location();
        RepositoryDoor door = invocation.door();
        Optional<RepositoryConfig> config = door.config();
        if (config.isPresent()) {
            return door.open(config.get(), invocation::secret);
        }
        boolean makes = switch (location) {
            case RepositoryLocation.Directory directory -> directory.origin() == RepositoryLocation.Origin.DEFAULT;
            case RepositoryLocation.Server _ -> true;
        };
        if (!makes) {
            throw Invocation.notFound(location);
        }
        invocation.console().note("making the repository " + location);
        return door.create(RepositoryOptions.DEFAULT, () -> invocation.secrets().toCreate(invocation.arguments()), "");
    }
}
