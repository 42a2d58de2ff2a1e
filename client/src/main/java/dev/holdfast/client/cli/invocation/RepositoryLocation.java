package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.CommonOptions;
import dev.holdfast.client.cli.syntax.Usage;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the repository is.
 *
 * @param path its directory, absolute
 * @param origin who said so
 */
public record RepositoryLocation(Path path, Origin origin) {
    private static final String VARIABLE = "HOLDFAST_REPOSITORY";

    /** Who named a repository; only the default one is made without being asked for. */
    public enum Origin {
        NAMED,
        DEFAULT
    }

    /** The one that the option, else the variable, names, else the default one. */
    public static RepositoryLocation of(Arguments arguments, Surroundings surroundings) {
        Optional<String> option = arguments.text(CommonOptions.REPOSITORY);
        if (option.isPresent()) {
            return named(option.get(), CommonOptions.REPOSITORY.name(), surroundings);
        }
        if (surroundings.variable(VARIABLE).isPresent()) {
            return named(surroundings.variable(VARIABLE).get(), VARIABLE, surroundings);
        }
        return new RepositoryLocation(dataDirectory(surroundings).resolve("holdfast").resolve("default"), Origin.DEFAULT);
    }

    private static RepositoryLocation named(String text, String source, Surroundings surroundings) {
        if (text.isBlank()) {
            throw Usage.errorWithNext(source + " is empty", "name the directory of a repository: --repo DIR");
        }
        if (text.contains("://")) {
            throw Usage.errorWithNext("cannot reach '" + text + "': a repository is a directory", "name a directory: --repo DIR");
        }
        try {
            return new RepositoryLocation(surroundings.directory().resolve(text).normalize(), Origin.NAMED);
        } catch (InvalidPathException e) {
            throw Usage.errorWithNext("'" + text + "' cannot be the name of a directory here", "name another: --repo DIR");
        }
    }

    /** Where the user's programs keep their data: the XDG directory where it is set or usual, the system's own elsewhere. */
    private static Path dataDirectory(Surroundings surroundings) {
        String chosen = surroundings.variable("XDG_DATA_HOME").orElse("");
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
        return Path.of(home).resolve(".local").resolve("share");
    }

    /** The option that leads another command to the same repository, with a space before it; empty for the default one. */
    public String asOption() {
        return origin == Origin.DEFAULT ? "" : " --repo " + Quoting.quote(path.toString());
    }
}
