package dev.holdfast.program.serving;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.CommandSet;
import java.util.List;

/** The commands that serve. */
public final class ServingCommands implements CommandSet {
    @Override
    public List<String> names() {
        return List.of("server", "ui");
    }

    @Override
    public Command create(String name) {
        return switch (name) {
            case "server" -> new ServerCommand();
            case "ui" -> new UiCommand();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
