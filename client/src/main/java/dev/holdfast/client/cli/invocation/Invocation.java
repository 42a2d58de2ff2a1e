package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
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
        return new RepositoryDoor(location().path(), clock());
    }

    /**
     * Opens the repository that is meant.
     *
     * @throws HoldfastException {@code REPOSITORY_NOT_FOUND} and whatever a wrong secret leads to
     */
    public OpenedRepository open() {
        RepositoryDoor door = door();
        return door.open(config(door), () -> secrets().toOpen(arguments, location().path()));
    }

    /** Opens it over an empty index that is to be filled from the packs; fails like {@link #open}. */
    public OpenedRepository openAnew() {
        RepositoryDoor door = door();
        return door.openAnew(config(door), () -> secrets().toOpen(arguments, location().path()));
    }

    private RepositoryConfig config(RepositoryDoor door) {
        return door.config().orElseThrow(() -> notFound(location()));
    }

    /** The failure of a location without a repository. */
    public static HoldfastException notFound(RepositoryLocation location) {
        return new HoldfastException(
                ErrorCode.REPOSITORY_NOT_FOUND,
                "there is no repository at " + location.path(),
                "holdfast init" + location.asOption());
    }

    /** A path that was given, relative to where the user stands. */
    public Path path(String text) {
        return surroundings.directory().resolve(text).normalize();
    }
}
