package dev.holdfast.client.cli;

import dev.holdfast.client.cli.access.TenantCreateCommand;
import dev.holdfast.client.cli.access.TenantListCommand;
import dev.holdfast.client.cli.access.TokenCreateCommand;
import dev.holdfast.client.cli.access.TokenListCommand;
import dev.holdfast.client.cli.access.TokenRevokeCommand;
import dev.holdfast.client.cli.agent.AgentCheckConfigCommand;
import dev.holdfast.client.cli.agent.AgentRunCommand;
import dev.holdfast.client.cli.agent.AgentStatusCommand;
import dev.holdfast.client.cli.agent.AgentWishCommand;
import dev.holdfast.client.cli.browsing.CatCommand;
import dev.holdfast.client.cli.browsing.DiffCommand;
import dev.holdfast.client.cli.browsing.DumpCommand;
import dev.holdfast.client.cli.browsing.FindCommand;
import dev.holdfast.client.cli.browsing.LsCommand;
import dev.holdfast.client.cli.browsing.MountCommand;
import dev.holdfast.client.cli.browsing.SnapshotsCommand;
import dev.holdfast.client.cli.browsing.StatsCommand;
import dev.holdfast.client.cli.experiments.ExperimentMoveCommand;
import dev.holdfast.client.cli.experiments.ExperimentsListCommand;
import dev.holdfast.client.cli.experiments.ExperimentsShowCommand;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.CommandSet;
import dev.holdfast.client.cli.keys.KeyAddCommand;
import dev.holdfast.client.cli.keys.KeyListCommand;
import dev.holdfast.client.cli.keys.KeyPasswdCommand;
import dev.holdfast.client.cli.keys.KeyRemoveCommand;
import dev.holdfast.client.cli.keys.KeyRotateCommand;
import dev.holdfast.client.cli.keys.KeyWriteOnlyCommand;
import dev.holdfast.client.cli.local.BenchmarkCommand;
import dev.holdfast.client.cli.local.CompletionCommand;
import dev.holdfast.client.cli.local.DoctorCommand;
import dev.holdfast.client.cli.local.VersionCommand;
import dev.holdfast.client.cli.restoring.RestoreCommand;
import dev.holdfast.client.cli.saving.BackupCommand;
import dev.holdfast.client.cli.saving.InitCommand;
import dev.holdfast.client.cli.upkeep.CheckCommand;
import dev.holdfast.client.cli.upkeep.ForgetCommand;
import dev.holdfast.client.cli.upkeep.PruneCommand;
import dev.holdfast.client.cli.upkeep.RebuildIndexCommand;
import dev.holdfast.client.cli.upkeep.TagCommand;
import java.util.List;

/** The commands of the agent. */
public final class Commands implements CommandSet {
    private static final List<String> NAMES = List.of(
            "init",
            "backup",
            "restore",
            "snapshots",
            "ls",
            "find",
            "cat",
            "dump",
            "mount",
            "diff",
            "stats",
            "forget",
            "check",
            "prune",
            "tag",
            "rebuild-index",
            "key list",
            "key add",
            "key remove",
            "key passwd",
            "key rotate",
            "key write-only",
            "tenant create",
            "tenant list",
            "token create",
            "token list",
            "token revoke",
            "experiments list",
            "experiments show",
            "experiments start",
            "experiments stop",
            "agent run",
            "agent status",
            "agent check-config",
            "agent backup",
            "agent approve",
            "agent decline",
            "benchmark",
            "doctor",
            "version",
            "completion");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Command create(String name) {
        return switch (name) {
            case "init" -> new InitCommand();
            case "backup" -> new BackupCommand();
            case "restore" -> new RestoreCommand();
            case "snapshots" -> new SnapshotsCommand();
            case "ls" -> new LsCommand();
            case "find" -> new FindCommand();
            case "cat" -> new CatCommand();
            case "dump" -> new DumpCommand();
            case "mount" -> new MountCommand();
            case "diff" -> new DiffCommand();
            case "stats" -> new StatsCommand();
            case "forget" -> new ForgetCommand();
            case "check" -> new CheckCommand();
            case "prune" -> new PruneCommand();
            case "tag" -> new TagCommand();
            case "rebuild-index" -> new RebuildIndexCommand();
            case "key list" -> new KeyListCommand();
            case "key add" -> new KeyAddCommand();
            case "key remove" -> new KeyRemoveCommand();
            case "key passwd" -> new KeyPasswdCommand();
            case "key rotate" -> new KeyRotateCommand();
            case "key write-only" -> new KeyWriteOnlyCommand();
            case "tenant create" -> new TenantCreateCommand();
            case "tenant list" -> new TenantListCommand();
            case "token create" -> new TokenCreateCommand();
            case "token list" -> new TokenListCommand();
            case "token revoke" -> new TokenRevokeCommand();
            case "experiments list" -> new ExperimentsListCommand();
            case "experiments show" -> new ExperimentsShowCommand();
            case "experiments start" -> ExperimentMoveCommand.start();
            case "experiments stop" -> ExperimentMoveCommand.stop();
            case "agent run" -> new AgentRunCommand();
            case "agent status" -> new AgentStatusCommand();
            case "agent check-config" -> new AgentCheckConfigCommand();
            case "agent backup" -> AgentWishCommand.backup();
            case "agent approve" -> AgentWishCommand.approve();
            case "agent decline" -> AgentWishCommand.decline();
            case "benchmark" -> new BenchmarkCommand();
            case "doctor" -> new DoctorCommand();
            case "version" -> new VersionCommand();
            case "completion" -> new CompletionCommand();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
