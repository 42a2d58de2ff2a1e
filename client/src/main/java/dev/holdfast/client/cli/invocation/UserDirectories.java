package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.Usage;
import java.nio.file.Path;

/** Where the user's programs keep things: the XDG directories where they are set or usual, the system's own elsewhere. */
public final class UserDirectories {
    private UserDirectories() {}

    /** What must not be lost. */
    public static Path data(Surroundings surroundings) {
        return of(surroundings, "XDG_DATA_HOME", Path.of(".local", "share"));
    }

    /** What is remembered from run to run, such as which servers are trusted. */
    public static Path state(Surroundings surroundings) {
        return of(surroundings, "XDG_STATE_HOME", Path.of(".local", "state")).resolve("holdfast");
    }

    /** What only saves time. */
    public static Path cache(Surroundings surroundings) {
        return of(surroundings, "XDG_CACHE_HOME", Path.of(".cache")).resolve("holdfast");
    }

    private static Path of(Surroundings surroundings, String variable, Path belowHome) {
        String chosen = surroundings.variable(variable).orElse("");
        if (Path.of(chosen).isAbsolute()) {
            return Path.of(chosen);
        }
        String local = surroundings.variable("LOCALAPPDATA").orElse("");
        if (!local.isEmpty()) {
            return Path.of(local);
        }
        String home = surroundings.variable("HOME").orElse(System.getProperty("user.home", ""));
        if (home.isEmpty()) {
            throw Usage.errorWithNext("there is no home directory for a default repository", "name one: --repo DIR");
        }
        return Path.of(home).resolve(belowHome);
    }
}
