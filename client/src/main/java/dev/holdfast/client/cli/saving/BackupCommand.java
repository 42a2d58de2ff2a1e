package dev.holdfast.client.cli.saving;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;

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
        Ending ending = new HookedBackup(invocation, progress -> {}).run();
        ending.failure().ifPresent(failure -> {
            throw failure;
        });
        return ending.code();
    }
}
