package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.CommandSet;
import java.util.List;

/** The commands around published flags. */
public final class PublishCommands implements CommandSet {
    @Override
    public List<String> names() {
        return List.of(
                "flags set",
                "flags stage",
                "flags rollout",
                "flags metric",
                "flags environment",
                "flags project",
                "flags list",
                "flags diff",
                "flags apply",
                "flags export",
                "flags history",
                "flags rollback",
                "flags approve",
                "flags stale",
                "flags references");
    }

    @Override
    public Command create(String name) {
        return switch (name) {
            case "flags set" -> new FlagsSetCommand();
            case "flags stage" -> new FlagsStageCommand();
            case "flags rollout" -> new FlagsRolloutCommand();
            case "flags metric" -> new FlagsMetricCommand();
            case "flags environment" -> new FlagsEnvironmentCommand();
            case "flags project" -> new FlagsProjectCommand();
            case "flags list" -> new FlagsListCommand();
            case "flags diff" -> new FlagsDiffCommand();
            case "flags apply" -> new FlagsApplyCommand();
            case "flags export" -> new FlagsExportCommand();
            case "flags history" -> new FlagsHistoryCommand();
            case "flags rollback" -> new FlagsRollbackCommand();
            case "flags approve" -> new FlagsApproveCommand();
            case "flags stale" -> new FlagsStaleCommand();
            case "flags references" -> new FlagsReferencesCommand();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
