package dev.holdfast.program.flags;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.CommandSet;
import java.util.List;

/** The commands around feature flags. */
public final class FlagCommands implements CommandSet {
    @Override
    public List<String> names() {
        return List.of("flags serve", "flags eval", "flags lint");
    }

    @Override
    public Command create(String name) {
        return switch (name) {
            case "flags serve" -> new FlagsServeCommand();
            case "flags eval" -> new FlagsEvalCommand();
            case "flags lint" -> new FlagsLintCommand();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
