package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.CommonOptions;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.transport.ServerAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the repository is. Its text is what people call it. */
public sealed interface RepositoryLocation {
    /** The option that leads another command to the same repository, with a space before it; empty for the default one. */
    String asOption();

    /** Who named a repository; only the default one is made without being asked for. */
    enum Origin {
        NAMED,
        DEFAULT
    }

    /**
     * A directory of this machine.
     *
     * @param path absolute
     * @param origin who said so
     */
    record Directory(Path path, Origin origin) implements RepositoryLocation {
        @Override
        public String asOption() {
            return origin == Origin.DEFAULT ? "" : " --repo " + Quoting.quote(path.toString());
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A tenant of a server. */
    record Server(ServerAddress address) implements RepositoryLocation {
        @Override
        public String asOption() {
            return " --repo " + Quoting.quote(address.toString());
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** The one that the option, else the variable, names, else the default one. */
    static RepositoryLocation of(Arguments arguments, Surroundings surroundings) {
        return given(arguments, surroundings)
                .orElseGet(() -> new Directory(UserDirectories.data(surroundings).resolve("holdfast").resolve("default"), Origin.DEFAULT));
    }

    /** The one that the option, else the variable, names. */
    static Optional<RepositoryLocation> given(Arguments arguments, Surroundings surroundings) {
        String variable = "HOLDFAST_REPOSITORY";
        Optional<String> option = arguments.text(CommonOptions.REPOSITORY);
        return option.isPresent()
                ? option.map(text -> named(text, CommonOptions.REPOSITORY.name(), surroundings))
                : surroundings.variable(variable).map(text -> named(text, variable, surroundings));
    }

    private static RepositoryLocation named(String text, String source, Surroundings surroundings) {
        if (text.isBlank()) {
            throw Usage.errorWithNext(source + " is empty", "name a repository: --repo DIR, or --repo https://HOST:PORT/TENANT");
        }
        if (ServerAddress.isAddress(text)) {
            return server(text, source);
        }
        if (text.contains("://")) {
            throw Usage.errorWithNext(
                    "cannot reach '" + text + "': a repository is a directory or a tenant of a server",
                    "name one: --repo DIR, or --repo https://HOST:PORT/TENANT");
        }
        try {
            return new Directory(surroundings.directory().resolve(text).normalize(), Origin.NAMED);
        } catch (InvalidPathException e) {
            throw Usage.errorWithNext("'" + text + "' cannot be the name of a directory here", "name another: --repo DIR");
        }
    }

    private static RepositoryLocation server(String text, String source) {
        try {
            return new Server(ServerAddress.parse(text));
        } catch (IllegalArgumentException e) {
            // The text may hold what its writer took for a place for a password.
            throw Usage.errorWithNext(source + " names no server: " + e.getMessage(), "write it as --repo https://HOST:PORT/TENANT");
        }
    }
}
