package dev.holdfast.client.cli;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.local.CompletionCommand;
import dev.holdfast.client.cli.local.VersionCommand;
import dev.holdfast.client.cli.syntax.Syntax;
import java.util.List;

/** All commands. Only the one that is asked for is loaded. */
final class Commands {
    /** Their names, in the order in which help lists them. */
    static final List<String> NAMES = List.of("version", "completion");

    private Commands() {}

    static Command create(String name) {
        return switch (name) {
            case "version" -> new VersionCommand();
            case "completion" -> new CompletionCommand(Commands::syntaxes);
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }

    /** What all of them accept. */
    static List<Syntax> syntaxes() {
        return NAMES.stream().map(name -> create(name).syntax()).toList();
    }
}
