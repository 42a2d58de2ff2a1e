package dev.holdfast.client.cli.saving;

import dev.holdfast.client.cli.invocation.Causes;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.saving.Hooks.Ending;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.error.HoldfastException;
import java.util.Optional;

/** {@code holdfast backup}. */
public final class BackupCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("backup", "save files and directories as a snapshot", Syntax.Needs.REPOSITORY)
                .describe("Saves what is named, reading only files that changed since the latest snapshot of the same paths and storing "
                        + "only what the repository does not have. The default repository is made if there is none.\n"
                        + "Patterns follow gitignore, anchored at each named directory; a later pattern wins over an earlier one, those "
                        + "of the command line over those of files.\n"
                        + "Commands given with --before and --after are run by sh; those after find in HOLDFAST_OUTCOME complete, incomplete, "
                        + "failed or interrupted, and more in HOLDFAST_SNAPSHOT, HOLDFAST_EXIT_CODE, HOLDFAST_ERROR, HOLDFAST_FILES and "
                        + "HOLDFAST_BYTES.")
                .options(BackupOptions.ALL.toArray(Option[]::new))
                .operands(Operands.atLeast(0, "PATH…"))
                .example("holdfast backup ~/Documents", "saves a directory")
                .example("holdfast backup / -x --exclude /tmp --exclude-caches --tag nightly", "saves a whole system")
                .example("holdfast backup --stdin-from-command --stdin-filename db.sql -- pg_dump shop", "saves what a command prints")
                .exits(ExitCode.INCOMPLETE_SOURCE, ExitCode.NOT_FOUND, ExitCode.COMMAND_FAILED, ExitCode.BUSY, ExitCode.DISK_FULL);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        BackupJob job = new BackupJob(invocation);
        job.check();
        if (invocation.arguments().has(BackupOptions.DRY_RUN)) {
            // Nothing is to change, and nobody knows what the user's commands do.
            return job.run().code();
        }
        Hooks hooks = new Hooks(invocation);
        hooks.before();
        Ending ending = caught(invocation, job);
        boolean hooksSucceeded = hooks.after(ending);
        ending.failure().ifPresent(failure -> {
            throw failure;
        });
        return hooksSucceeded || ending.code() != ExitCode.COMPLETE ? ending.code() : ExitCode.COMMAND_FAILED;
    }

    private static Ending caught(Invocation invocation, BackupJob job) {
        try {
            return job.run();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            HoldfastException failure = Causes.name(e);
            ExitCode code = invocation.interruption().isWished() ? ExitCode.INTERRUPTED : Causes.exitCode(failure.code());
            return new Ending(code, Optional.empty(), Optional.of(failure));
        }
    }
}
