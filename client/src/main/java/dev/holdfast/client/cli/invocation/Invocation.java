package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.AgentIdentity;
import dev.holdfast.client.remote.RemoteRepository;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.ServerTrust;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.keys.Credential;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.engine.work.WorkThreads;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * One run of one command: what was said, by whom it is surrounded, and where it prints.
 *
 * @param commands all commands there are, this one included
 */
public record Invocation(
        CommandSet commands, Arguments arguments, Surroundings surroundings, Console console, Interruption interruption) {
    public Clock clock() {
        return surroundings.clock();
    }

    public ZoneId zone() {
        return surroundings.zones().get();
    }

    /** The repository that is meant. */
    public RepositoryLocation location() {
        return RepositoryLocation.of(arguments, surroundings);
    }

    /** Where the secret comes from. */
    public Secrets secrets() {
        return new Secrets(surroundings, console);
    }

    /** What leads into the repository that is meant. */
    public RepositoryDoor door() {
        return switch (location()) {
            case RepositoryLocation.Directory directory -> new DirectoryDoor(directory.path(), clock());
            case RepositoryLocation.Server server -> door(server);
        };
    }

    private ServerDoor door(RepositoryLocation.Server server) {
        if (server.address().tenant().isEmpty()) {
            throw Usage.errorWithNext(server + " names no tenant", "add it: --repo " + server + "/TENANT");
        }
        Transport transport = connect(server.address());
        AgentIdentity identity = new AgentIdentity(HostName.of(surroundings), Version.ofThisProgram());
        Path temporary = Path.of(surroundings.variable("TMPDIR").orElse(System.getProperty("java.io.tmpdir", ".")));
        RemoteRepository remote = new RemoteRepository(
                transport,
                identity,
                new RemoteRepository.Means(
                        UserDirectories.cache(surroundings), path(temporary.toString()), clock(), WorkThreads.light("filter"), surroundings.choices()));
        return new ServerDoor(remote, clock(), Entropy.system());
    }

    /** The way to a server, which does not wait for it any longer once the user wishes the end. */
    public Transport connect(ServerAddress address) {
        Transport transport = new ServerAccess(arguments, surroundings, console).connect(address);
        interruption.accompany(transport::hurry);
        return transport;
    }

    /** Which certificate of a server is believed. */
    public ServerTrust trust(ServerAddress address) {
        return new ServerAccess(arguments, surroundings, console).trust(address);
    }

    /**
     * Opens the repository that is meant.
     *
     * @throws HoldfastException {@code REPOSITORY_NOT_FOUND} and whatever a wrong secret leads to
     */
    public OpenedRepository open() {
        RepositoryDoor door = door();
        return door.open(config(door), this::secret);
    }

    /** The secret that opens the repository; the caller closes it. */
    public Credential secret() {
        return secrets().toOpen(arguments, location());
    }

    /** The configuration of the repository, which has to be there. */
    public RepositoryConfig config(RepositoryDoor door) {
        return door.config().orElseThrow(() -> notFound(location()));
    }

    /** The failure of a location without a repository. */
    public static HoldfastException notFound(RepositoryLocation location) {
        return new HoldfastException(
                ErrorCode.REPOSITORY_NOT_FOUND,
                "there is no repository at " + location,
                "holdfast init" + location.asOption());
    }

    /** A path that was given, relative to where the user stands. */
    public Path path(String text) {
        return surroundings.directory().resolve(text).normalize();
    }
}
