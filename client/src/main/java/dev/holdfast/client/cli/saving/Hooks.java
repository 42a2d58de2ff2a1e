package dev.holdfast.client.cli.saving;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.ShellCommand;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The user's commands around a backup. Those before abort it when they fail; those after run however it ended, told by variables, as long as
 * all of those before succeeded.
 */
final class Hooks {
    private final Invocation invocation;

    Hooks(Invocation invocation) {
        this.invocation = invocation;
    }

    void before() {
        for (String line : invocation.arguments().texts(BackupOptions.BEFORE)) {
            int code = new ShellCommand(invocation.surroundings(), line).run(Map.of("HOLDFAST_REPOSITORY", repository()));
            if (code != 0) {
                throw new HoldfastException(
                        ErrorCode.COMMAND_FAILED,
                        "the command before the backup failed with exit code " + code + "; nothing was backed up: " + line,
                        "run it by hand to see why");
            }
        }
    }

    /** Runs all of those after; true if all succeeded. */
    boolean after(Ending ending) {
        List<String> lines = invocation.arguments().texts(BackupOptions.AFTER);
        boolean succeeded = true;
        for (String line : lines) {
            int code = new ShellCommand(invocation.surroundings(), line).run(variables(ending));
            if (code != 0) {
                succeeded = false;
                invocation.console().warning("the command after the backup failed with exit code " + code + ": " + line);
            }
        }
        return succeeded;
    }

    private Map<String, String> variables(Ending ending) {
        Map<String, String> variables = new HashMap<>();
        variables.put("HOLDFAST_REPOSITORY", repository());
        variables.put("HOLDFAST_OUTCOME", outcome(ending.code()));
        variables.put("HOLDFAST_EXIT_CODE", Integer.toString(ending.code().number()));
        ending.failure().ifPresent(failure -> variables.put("HOLDFAST_ERROR", String.valueOf(failure.getMessage())));
        ending.failure().ifPresent(failure -> variables.put("HOLDFAST_ERROR_CODE", failure.code().name().toLowerCase(Locale.ROOT)));
        ending.report().ifPresent(report -> {
            report.snapshot().ifPresent(id -> variables.put("HOLDFAST_SNAPSHOT", id.toString()));
            variables.put("HOLDFAST_FILES", Long.toString(report.totals().files()));
            variables.put("HOLDFAST_BYTES", Long.toString(report.totals().bytes()));
            variables.put("HOLDFAST_STORED_BYTES", Long.toString(report.totals().storedBytes()));
            variables.put("HOLDFAST_UNREADABLE", Long.toString(report.totals().unreadable()));
        });
        return variables;
    }

    private static String outcome(ExitCode code) {
        return switch (code) {
            case COMPLETE -> "complete";
            case INCOMPLETE_SOURCE -> "incomplete";
            case INTERRUPTED -> "interrupted";
            case FAILED,
                    USAGE,
                    INCOMPLETE,
                    NO_REPOSITORY,
                    BUSY,
                    NO_ACCESS,
                    DISK_FULL,
                    NOT_FOUND,
                    REFUSED,
                    DAMAGED,
                    COMMAND_FAILED,
                    DENIED,
                    UNREACHABLE,
                    DEFECT,
                    OUTPUT_GONE -> "failed";
        };
    }

    private String repository() {
        return invocation.location().toString();
    }
}
