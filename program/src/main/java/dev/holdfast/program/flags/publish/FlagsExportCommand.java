package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import java.nio.file.Path;
import java.util.Optional;

/** {@code holdfast flags export}. */
public final class FlagsExportCommand implements Command {
    private static final Option OUTPUT = Option.one("--output", "FILE", "write them to a file instead of printing them");
    private static final Option VERSION = Option.one("--version-number", "N", "an earlier version");

    @Override
    public Syntax syntax() {
        return FlagPlace.server(Syntax.of("flags export", "take the flags of a server as a file", Syntax.Needs.NOTHING)
                        .describe("Gives the document in flagd's format, laid out for version control: the same flags always give the same text. "
                                + "'holdfast flags apply' brings such a file back, 'holdfast flags serve' serves it.")
                        .options(OUTPUT, VERSION))
                .example("holdfast flags export --output flags.json --server https://flags.example:8443", "before a commit")
                .example("holdfast flags export --version-number 41 --server https://flags.example:8443", "as they were in version 41")
                .exits(ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.DENIED, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        Optional<Long> version = given.text(VERSION).map(FlagsExportCommand::number);
        Console console = invocation.console();
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            FlagService.Published published = service.document(version, "pretty");
            Optional<Path> file = given.text(OUTPUT).map(invocation::path);
            if (file.isEmpty()) {
                console.raw(published.document());
                return ExitCode.COMPLETE;
            }
            EditedFile.write(file.get(), published.document());
            if (console.isJson()) {
                Json.print(console, json -> json.object(
                        fields -> fields.field("file", file.get().toString()).field("flags_version", published.version())));
            } else if (!console.isQuiet()) {
                console.line(file.get() + " has version " + ChangeOutput.shown(published.version()));
            }
        }
        return ExitCode.COMPLETE;
    }

    private static Long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Usage.error("flags export", "a version is a number, not '" + text + "'");
        }
        return Long.valueOf(text);
    }
}
