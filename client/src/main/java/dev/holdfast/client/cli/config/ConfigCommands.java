package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.CommandSet;
import java.util.List;

/** The commands around a server's dynamic configuration. */
public final class ConfigCommands implements CommandSet {
    @Override
    public List<String> names() {
        return List.of("config list", "config get", "config set", "config history", "config rollback", "config export", "config apply");
    }

    @Override
    public Command create(String name) {
        return switch (name) {
            case "config list" -> new ConfigListCommand();
            case "config get" -> new ConfigGetCommand();
            case "config set" -> new ConfigSetCommand();
            case "config history" -> new ConfigHistoryCommand();
            case "config rollback" -> new ConfigRollbackCommand();
            case "config export" -> new ConfigExportCommand();
            case "config apply" -> new ConfigApplyCommand();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
