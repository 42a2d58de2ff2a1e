package dev.holdfast.client.cli.local;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code holdfast doctor}. */
public final class DoctorCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("doctor", "check this machine and the place of the repository", Syntax.Needs.REPOSITORY)
                .describe("Looks at Java, memory, limits, file access, FUSE, the clock and the repository's directory. It needs no passphrase and "
                        + "does not look into the data: that is what 'holdfast check' is for.")
                .example("holdfast doctor --json", "everything a bug report needs but the logs")
                .exits(ExitCode.INCOMPLETE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<Finding> findings = new ArrayList<>(new MachineChecks(invocation).all());
        findings.addAll(new RepositoryChecks(invocation).all());
        boolean sound = findings.stream().noneMatch(finding -> finding.level() == Finding.Level.PROBLEM);
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields ->
                    fields.field("sound", sound).array("checks", checks -> findings.forEach(finding -> checks.object(one -> write(one, finding))))));
        } else {
            findings.stream().filter(finding -> !console.isQuiet() || finding.level() != Finding.Level.OK).forEach(finding -> print(console, finding));
        }
        return sound ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }

    private static void write(Json json, Finding finding) {
        json.field("check", finding.check())
                .field("level", finding.level().name().toLowerCase(Locale.ROOT))
                .field("text", finding.text())
                .field("next", finding.next());
    }

    private static void print(Console console, Finding finding) {
        String word =
                switch (finding.level()) {
                    case OK -> "ok";
                    case WARNING -> "warning";
                    case PROBLEM -> "PROBLEM";
                };
        Style style =
                switch (finding.level()) {
                    case OK -> Style.PLAIN;
                    case WARNING -> Style.WARNING;
                    case PROBLEM -> Style.BAD;
                };
        console.line(style, String.format(Locale.ROOT, "%-7s  %-14s  %s", word, finding.check(), finding.text()));
        if (!finding.next().isEmpty()) {
            console.line("                         next: " + finding.next());
        }
    }
}
