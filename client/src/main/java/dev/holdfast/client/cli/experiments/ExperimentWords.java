package dev.holdfast.client.cli.experiments;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.RepositoryLocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.service.Experiments;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.text.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the commands about experiments have in common. */
final class ExperimentWords {
    /** Where the flag is published. */
    static final Option PROJECT = Option.one("--project", "NAME", "the server's project (default: default)");

    static final Option ENVIRONMENT = Option.one("--environment", "NAME", "its environment (default: production)");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private ExperimentWords() {}

    /** Asks the server that is named. */
    static <T> T ask(Invocation invocation, Function<Experiments, T> question) {
        String project = place(invocation, PROJECT, "default");
        String environment = place(invocation, ENVIRONMENT, "production");
        try (Transport transport = connect(invocation)) {
            return question.apply(new Experiments(transport, project + "/" + environment));
        }
    }

    private static String place(Invocation invocation, Option option, String usual) {
        String name = invocation.arguments().text(option).orElse(usual);
        if (!NAME.matcher(name).matches()) {
            throw Usage.errorWithNext(shown(name) + " cannot be the name of a project or environment", "use the name under which flags are published");
        }
        return name;
    }

    private static Transport connect(Invocation invocation) {
        return switch (RepositoryLocation.given(invocation.arguments(), invocation.surroundings())
                .orElseThrow(() -> Usage.errorWithNext("no server is named", "name it: --repo https://HOST:PORT"))) {
            case RepositoryLocation.Server server -> invocation.connect(server.address());
            case RepositoryLocation.Directory directory -> throw Usage.errorWithNext(
                    directory + " is a directory, which has no experiments", "name a server: --repo https://HOST:PORT");
        };
    }

    /** The experiment that is named. */
    static String name(Invocation invocation) {
        String name = invocation.arguments().operands().getFirst();
        if (!NAME.matcher(name).matches()) {
            throw Usage.errorWithNext(shown(name) + " is no name of an experiment", "holdfast experiments list shows them");
        }
        return name;
    }

    /** What the server said, as it is. */
    static void print(Console console, byte[] json) {
        try {
            console.stream().write(json);
            console.stream().write('\n');
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.IO_FAILED, "the answer cannot be written", "look where the output goes", e);
        }
    }

    /** A text of the server's for people. */
    static String shown(String text) {
        return Names.escape(text.getBytes(StandardCharsets.UTF_8));
    }
}
