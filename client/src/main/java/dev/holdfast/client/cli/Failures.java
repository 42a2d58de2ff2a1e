package dev.holdfast.client.cli;

import dev.holdfast.client.cli.invocation.Causes;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/** Says what went wrong, on standard error and once, and with which exit code the process ends. */
final class Failures {
    private final Console console;
    private final boolean traces;

    Failures(Console console, boolean traces) {
        this.console = console;
        this.traces = traces;
    }

    ExitCode report(Throwable failure) {
        if (console.isOutputGone()) {
            // Whoever closed the pipe, as "head" does, knows and wants no comment.
            return ExitCode.OUTPUT_GONE;
        }
        HoldfastException known = Causes.name(failure);
        String next = known.next().isEmpty() ? Causes.usualNext(known.code()) : known.next();
        console.eraseLive();
        if (console.isJson()) {
            console.error(Json.text(json -> json.object(outer -> outer.object("error", error -> error
                    .field("code", lower(known.code()))
                    .field("kind", lower(known.kind()))
                    .field("message", message(known))
                    .field("next", next)
                    .field("exit_code", Causes.exitCode(known.code()).number())))));
        } else {
            console.error(console.errorStyled(Style.BAD, "holdfast:") + " " + message(known));
            if (!next.isEmpty()) {
                console.error("  next: " + next);
            }
        }
        if (traces) {
            console.error(trace(failure));
        }
        return Causes.exitCode(known.code());
    }

    private static String message(HoldfastException known) {
        return known.getMessage() == null ? lower(known.code()) : known.getMessage();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
