package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.engine.text.Names;
import java.nio.charset.StandardCharsets;

/** Says what came of a change at a server. */
final class ChangeOutput {
    private final Console console;

    ChangeOutput(Console console) {
        this.console = console;
    }

    ExitCode print(FlagService.Answer answer) {
        return switch (answer) {
            case FlagService.Answer.Done done -> done(done);
            case FlagService.Answer.Waits waits -> waits(waits);
            case FlagService.Answer.Refused refused -> refused(refused);
        };
    }

    private ExitCode done(FlagService.Answer.Done done) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("outcome", done.outcome())
                    .field("sequence", done.sequence())
                    .field("flags_version", done.version())
                    .texts("changed", done.changed())));
        } else if (done.outcome().equals("unchanged")) {
            console.line("nothing to change: version " + done.sequence() + " has it so");
        } else {
            console.line("published version " + done.sequence() + (done.changed().isEmpty() ? "" : ": " + shown(String.join(", ", done.changed()))));
        }
        return ExitCode.COMPLETE;
    }

    /** A change that needs somebody else has had no effect, which a script has to notice. */
    private ExitCode waits(FlagService.Answer.Waits waits) {
        boolean isPending = waits.state().equals("pending");
        if (console.isJson()) {
            Json.print(console, json -> json.object(
                    fields -> fields.field("outcome", waits.state()).field("change", waits.id()).field("due", waits.due())));
        } else if (isPending) {
            console.line("nothing is published yet: change " + shown(waits.id()) + " waits for another person");
            console.line("  next: somebody else runs: holdfast flags approve " + shown(waits.id()));
        } else {
            console.line("change " + shown(waits.id()) + " is published at " + shown(waits.due()));
        }
        return isPending ? ExitCode.INCOMPLETE : ExitCode.COMPLETE;
    }

    private ExitCode refused(FlagService.Answer.Refused refused) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("outcome", "refused")
                    .field("message", refused.message())
                    .array("problems", list -> refused.problems().forEach(problem -> list.object(entry -> entry
                            .field("pointer", problem.pointer())
                            .field("line", problem.line())
                            .field("column", problem.column())
                            .field("message", problem.message())
                            .field("next", problem.next()))))));
            return ExitCode.REFUSED;
        }
        for (Slip problem : refused.problems()) {
            console.line(problem.line() + ":" + problem.column() + " " + shown(problem.pointer()));
            console.line("  " + shown(problem.message()) + (problem.next().isEmpty() ? "" : "; " + shown(problem.next())));
        }
        console.error("holdfast: these flags cannot be served; what the server had before still is");
        return ExitCode.REFUSED;
    }

    /** A text of the server's for people. */
    static String shown(String text) {
        return Names.escape(text.getBytes(StandardCharsets.UTF_8));
    }
}
