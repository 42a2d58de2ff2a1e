package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.CommonOptions;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.transport.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the flags are that a command is about. */
sealed interface FlagPlace {
    Option FILE = Option.one("--file", "FILE", "flags in a file, as JSON in flagd's format (HOLDFAST_FLAGS)");
    Option SERVER = Option.one("--server", "URL", "flags that a Holdfast server publishes (HOLDFAST_FLAGS, HOLDFAST_REPOSITORY)");
    Option PROJECT = Option.one("--project", "NAME", "the server's project (default: default)");
    Option ENVIRONMENT = Option.one("--environment", "NAME", "its environment (default: production)");
    Option REASON = Option.one("--reason", "TEXT", "why, for the history");

    /** In a file. */
    record InFile(Path path) implements FlagPlace {}

    /** At a server. */
    record AtServer(ServerAddress address, String project, String environment) implements FlagPlace {
        FlagService connect(Invocation invocation) {
            return new FlagService(invocation.connect(address), project, environment);
        }
    }

    /** The syntax of a command that takes a server and what leads to it. */
    static Syntax server(Syntax syntax) {
        return syntax.options(SERVER, PROJECT, ENVIRONMENT, CommonOptions.TOKEN_FILE, CommonOptions.SERVER_FINGERPRINT);
    }

    /** The syntax of a command about a server's projects or the environments of one. */
    static Syntax project(Syntax syntax) {
        return syntax.options(SERVER, PROJECT, CommonOptions.TOKEN_FILE, CommonOptions.SERVER_FINGERPRINT);
    }

    /** The same for one that takes a file instead as well. */
    static Syntax any(Syntax syntax) {
        return server(syntax.options(FILE));
    }

    /** The file or server that is meant. */
    static FlagPlace of(Invocation invocation) {
        Arguments given = invocation.arguments();
        if (given.has(FILE) && given.has(SERVER)) {
            throw Usage.errorWithNext("--file and --server name two places", "give one of them");
        }
        if (given.has(FILE)) {
            return new InFile(invocation.path(given.text(FILE).orElseThrow()));
        }
        return named(invocation).orElseGet(() -> usual(invocation));
    }

    /** The server that is meant. */
    static AtServer serverOf(Invocation invocation) {
        return switch (named(invocation).orElseThrow(FlagPlace::nowhere)) {
            case AtServer server -> server;
            case InFile file -> throw Usage.errorWithNext(file.path() + " is a file, and this is asked of a server", "name one: --server https://HOST:PORT");
        };
    }

    private static Optional<FlagPlace> named(Invocation invocation) {
        Optional<String> option = invocation.arguments().text(SERVER);
        if (option.isPresent()) {
            return option.map(text -> atServer(invocation, text, SERVER.name()));
        }
        Optional<String> flags = invocation.surroundings().variable("HOLDFAST_FLAGS");
        if (flags.isPresent()) {
            return flags.map(text -> ServerAddress.isAddress(text) ? atServer(invocation, text, "HOLDFAST_FLAGS") : new InFile(invocation.path(text)));
        }
        return invocation.surroundings()
                .variable("HOLDFAST_REPOSITORY")
                .filter(ServerAddress::isAddress)
                .map(text -> atServer(invocation, text, "HOLDFAST_REPOSITORY"));
    }

    private static FlagPlace atServer(Invocation invocation, String text, String source) {
        try {
            Arguments given = invocation.arguments();
            ServerAddress address = ServerAddress.parse(text);
            return new AtServer(
                    new ServerAddress(address.base(), Optional.empty()),
                    given.text(PROJECT).orElse("default"),
                    given.text(ENVIRONMENT).orElse("production"));
        } catch (IllegalArgumentException e) {
            throw Usage.errorWithNext(source + " names no server: " + e.getMessage(), "write it as --server https://HOST:PORT");
        }
    }

    /** Where most people have the only file. */
    private static FlagPlace usual(Invocation invocation) {
        Path file = invocation.path("flags.json");
        if (Files.isRegularFile(file)) {
            return new InFile(file);
        }
        throw nowhere();
    }

    private static RuntimeException nowhere() {
        return Usage.errorWithNext("nothing says where the flags are", "add --server https://HOST:PORT, or --file FLAGS.json where a file will do");
    }
}
