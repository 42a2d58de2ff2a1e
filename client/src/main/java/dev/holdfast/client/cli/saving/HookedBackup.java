package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.BackupProgress;
import dev.holdfast.client.cli.invocation.Causes;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A backup with the user's commands around it, as the arguments of {@code holdfast backup} describe it. The one way in which backups are
 * made: by the command, and by the agent in its own process.
 */
public final class HookedBackup {
    private final Invocation invocation;
    private final BackupJob job;

    /** @param watcher is given, when the backup itself begins, what tells how far it is */
    public HookedBackup(Invocation invocation, Consumer<Supplier<BackupProgress>> watcher) {
        this.invocation = invocation;
        this.job = new BackupJob(invocation, watcher);
    }

    /**
     * Runs it to its end.
     *
     * @return how it ended; a failure of the backup itself is in there
     * @throws HoldfastException if the arguments mean nothing, or a command before the backup failed; nothing was backed up then
     */
    public Ending run() {
        job.check();
        if (invocation.arguments().has(BackupOptions.DRY_RUN)) {
            // Nothing is to change, and nobody knows what the user's commands do.
            return job.run();
        }
        Hooks hooks = new Hooks(invocation);
        hooks.before();
        Ending ending = caught();
        boolean hooksSucceeded = hooks.after(ending);
        boolean spoilt = !hooksSucceeded && ending.code() == ExitCode.COMPLETE;
        return spoilt ? new Ending(ExitCode.COMMAND_FAILED, ending.report(), ending.failure()) : ending;
    }

    private Ending caught() {
        try {
            return job.run();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            HoldfastException failure = Causes.name(e);
            ExitCode code = invocation.interruption().isWished() ? ExitCode.INTERRUPTED : Causes.exitCode(failure.code());
            return new Ending(code, Optional.empty(), Optional.of(failure));
        }
    }
}
