package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.core.time.Clock;
import java.nio.file.Path;
import java.time.ZoneId;

/** One run of one command: what was said, by whom it is surrounded, and where it prints. */
public record Invocation(Arguments arguments, Surroundings surroundings, Console console, Interruption interruption) {
    public Clock clock() {
        return surroundings.clock();
    }

    public ZoneId zone() {
        return surroundings.zone();
    }

    /** The repository that is meant. */
    public RepositoryLocation location() {
        return RepositoryLocation.of(arguments, surroundings);
    }

    /** Where the secret comes from. */
    public Secrets secrets() {
        return new Secrets(surroundings, console);
    }

    /** A path that was given, relative to where the user stands. */
    public Path path(String text) {
        return surroundings.directory().resolve(text).normalize();
    }
}
