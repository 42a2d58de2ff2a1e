package dev.holdfast.client.cli.saving;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.RepositoryDoor;
import dev.holdfast.client.cli.invocation.RepositoryLocation;
import dev.holdfast.client.cli.invocation.ServerDoor;
import dev.holdfast.client.remote.service.Tenants;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
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
        if (door instanceof ServerDoor server) {
            requireTenant(server.remote().transport().address(), new Tenants(server.remote().transport()));
        }
        invocation.console().note("making the repository " + location);
        return door.create(RepositoryOptions.DEFAULT, () -> invocation.secrets().toCreate(invocation.arguments()), "");
    }

    /** Making a tenant takes an administrator's decision, which a first backup is not; asked for before any passphrase. */
    private static void requireTenant(ServerAddress address, Tenants tenants) {
        String name = address.tenant().orElseThrow();
        if (tenants.all().stream().noneMatch(tenant -> tenant.name().equals(name))) {
            throw new HoldfastException(
                    ErrorCode.REPOSITORY_NOT_FOUND,
                    "the server " + address.server() + " has no tenant " + name,
                    "correct --repo, or make the tenant and its repository: holdfast init --repo " + address);
        }
    }
}
