package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.Attempt;
import dev.holdfast.client.agent.config.RestoreRules;
import dev.holdfast.client.agent.fleet.BackupNotice.Totals;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.Result;
import dev.holdfast.client.cli.invocation.Account;
import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.client.restore.Restore;
import dev.holdfast.client.restore.RestoreListener;
import dev.holdfast.client.restore.RestoreProgress;
import dev.holdfast.client.restore.RestoreRequest;
import dev.holdfast.client.restore.RestoreRequest.Effect;
import dev.holdfast.client.restore.RestoreRequest.Extra;
import dev.holdfast.client.restore.RestoreRequest.Overwrite;
import dev.holdfast.client.restore.RestoreRequest.Owners;
import dev.holdfast.client.restore.RestoreRequest.Privileged;
import dev.holdfast.client.restore.RestoreRequest.TargetRules;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;
import dev.holdfast.engine.select.PathRules;
import dev.holdfast.engine.text.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A restore that the server asked for. What is restored stands below the target under its whole path, so that things of one name from
 * different places do not meet. It deletes nothing, and gives no privileges back.
 */
final class OrderedRestore {
    private final RestoreRules rules;
    private final Repository repository;
    private final FleetTask.Order order;
    private final Console console;
    private final FileSystemAccess access = FileSystems.best();

    OrderedRestore(RestoreRules rules, Repository repository, FleetTask.Order order, Console console) {
        this.rules = rules;
        this.repository = repository;
        this.order = order;
        this.console = console;
    }

    Result run(Attempt attempt, Interruption interruption) {
        SnapshotInfo snapshot = repository.resolve(order.snapshot());
        long files = 0;
        long bytes = 0;
        long failed = 0;
        for (RawPath path : order.paths()) {
            RestoreProgress totals = restore(snapshot, path, bytes, attempt, interruption);
            files += totals.files();
            bytes += totals.bytes();
            failed += totals.failed();
        }
        if (failed > 0) {
            String what = failed + " entries could not be restored into " + order.target() + "; the agent's log names them";
            return new Result.Failed(new Problem(ErrorCode.ACCESS_DENIED, what));
        }
        return new Result.Done(Optional.empty(), new Totals(files, bytes, 0, 0), 0);
    }

    private RestoreProgress restore(SnapshotInfo snapshot, RawPath path, long before, Attempt attempt, Interruption interruption) {
        RawPath target = target(snapshot, path);
        new SafeTarget(rules, access).require(target);
        RestoreRequest request = new RestoreRequest(path, target, PathRules.everything(), targetRules());
        Restore restore = new Restore(repository, access, snapshot, request, new Warnings(console));
        long total = order.paths().size() == 1 && path.names().isEmpty() ? restore.progress().totalBytes() : 0;
        attempt.watch(() -> new TaskState.Running(before + restore.progress().bytes(), total, "bytes"));
        try (var cancelling = interruption.register(restore::cancel)) {
            return restore.run();
        }
    }

    /** A directory's content goes straight into the target of a restore, so its own name belongs to that; a file brings its name along. */
    private RawPath target(SnapshotInfo snapshot, RawPath path) {
        RawPath base = RawPath.of(RawPath.ROOT, order.target());
        Optional<Node> node = new SnapshotPaths(repository.structures()).find(snapshot.manifest(), path);
        boolean isDirectory = node.isEmpty() || node.get() instanceof Node.Directory;
        List<FileName> names = new ArrayList<>(base.names());
        names.addAll(isDirectory ? path.names() : path.names().subList(0, path.names().size() - 1));
        return new RawPath(names);
    }

    private TargetRules targetRules() {
        Overwrite overwrite = switch (order.existing()) {
            case KEEP -> Overwrite.NEVER;
            // Not "always", so that a restore that was interrupted carries on.
            case REPLACE -> Overwrite.IF_CHANGED;
        };
        return new TargetRules(overwrite, Extra.KEEP, Account.isRoot() ? Owners.BY_ID : Owners.IGNORE, Privileged.DROP, Effect.WRITE);
    }

    private record Warnings(Console console) implements RestoreListener {
        @Override
        public void failed(RawPath path, String cause) {
            console.warning("not restored: " + Names.escape(path.bytes()) + ": " + cause);
        }

        @Override
        public void warning(RawPath path, String cause) {
            console.detail(Names.escape(path.bytes()) + ": " + cause);
        }
    }
}
