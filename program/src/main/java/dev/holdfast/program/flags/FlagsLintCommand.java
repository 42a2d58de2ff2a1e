package dev.holdfast.program.flags;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.control.flag.life.Conventions;
import dev.holdfast.program.flags.publish.FlagText;
import dev.holdfast.server.flag.FlagFile;
import java.nio.file.Path;
import java.util.List;

/** {@code holdfast flags lint}. */
public final class FlagsLintCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("flags lint", "check a file of feature flags", Syntax.Needs.NOTHING)
                .describe("Finds everything for which a server would refuse the file: what flagd's JSON schema refuses, and also variants, "
                        + "evaluators and operators that do not exist, rules that are never reached, and weights that add up to nothing. Each problem "
                        + "is said with line, column and JSON pointer. Nothing is contacted.")
                .operands(Operands.exactly(1, "FILE"))
                .example("holdfast flags lint flags.json", "before it is published")
                .example("holdfast flags lint flags.json --json", "for a program, such as an editor or a build")
                .exits(ExitCode.INCOMPLETE, ExitCode.NOT_FOUND, ExitCode.DENIED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Path file = invocation.path(invocation.arguments().operands().getFirst());
        return switch (checked(file)) {
            case FlagDocument.Outcome.Accepted accepted -> {
                sound(invocation.console(), file, accepted.document());
                yield ExitCode.COMPLETE;
            }
            case FlagDocument.Outcome.Refused refused -> {
                refused(invocation.console(), file, refused.problems());
                yield ExitCode.INCOMPLETE;
            }
        };
    }

    /** As it is checked when it is published, where metadata has a meaning too. */
    private static FlagDocument.Outcome checked(Path file) {
        return switch (FlagFile.outcome(file)) {
            case FlagDocument.Outcome.Refused refused -> refused;
            case FlagDocument.Outcome.Accepted accepted -> Conventions.read(FlagText.read(file));
        };
    }

    private static void sound(Console console, Path file, FlagDocument document) {
        int flags = document.flags().size();
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields ->
                    fields.field("file", file.toString()).field("flags", flags).array("problems", none -> {})));
        } else {
            console.line(file + " is sound: " + flags + (flags == 1 ? " flag" : " flags"));
        }
    }

    private static void refused(Console console, Path file, List<Problem> problems) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("file", file.toString())
                    .array("problems", list -> problems.forEach(problem -> list.object(entry -> entry.field("pointer", problem.pointer().text())
                            .field("line", problem.place().line())
                            .field("column", problem.place().column())
                            .field("message", problem.message())
                            .field("next", problem.next()))))));
            return;
        }
        for (Problem problem : problems) {
            String pointer = problem.pointer().text().isEmpty() ? "" : " " + problem.pointer();
            console.line(file.getFileName() + ":" + problem.place() + pointer);
            console.line("  " + problem.message() + (problem.next().isEmpty() ? "" : "; " + problem.next()));
        }
        console.note(problems.size() + (problems.size() == 1 ? " problem" : " problems"));
    }
}
