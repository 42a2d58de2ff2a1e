package dev.holdfast.program;

import dev.holdfast.client.cli.Commands;
import dev.holdfast.client.cli.config.ConfigCommands;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.CommandSet;
import dev.holdfast.program.flags.FlagCommands;
import dev.holdfast.program.flags.publish.PublishCommands;
import dev.holdfast.program.serving.ServingCommands;
import java.util.ArrayList;
import java.util.List;

/** Every command of the program, whichever module it comes from. */
public final class AllCommands implements CommandSet {
    private final List<CommandSet> parts =
            List.of(new Commands(), new ConfigCommands(), new ServingCommands(), new FlagCommands(), new PublishCommands());

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (CommandSet part : parts) {
            names.addAll(part.names());
        }
        return names;
    }

    @Override
    public Command create(String name) {
        for (CommandSet part : parts) {
            if (part.names().contains(name)) {
                return part.create(name);
            }
        }
        throw new IllegalArgumentException("no command " + name);
    }
}
