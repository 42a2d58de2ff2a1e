package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.edit.Differences;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code holdfast flags diff}. */
public final class FlagsDiffCommand implements Command {
    private static final String NAME = "flags diff";
    private static final Option FROM = Option.one("--from", "VERSION", "an earlier version of the server instead of the one it serves");
    private static final Option TO = Option.one("--to", "VERSION", "another version of the server instead of a file");

    @Override
    public Syntax syntax() {
        return FlagPlace.server(Syntax.of(NAME, "show where a file of flags differs from what a server serves", Syntax.Needs.NOTHING)
                        .describe("Says what 'holdfast flags apply FILE' would change: flags, shared evaluators and metadata, each with the places that "
                                + "differ, - as it is and + as it would be. Without a file it compares two versions of the server: --from and --to, or "
                                + "--from and the one that is served. It ends with 0 if nothing differs and with 4 if something does.")
                        .options(FROM, TO)
                        .operands(Operands.between(0, 1, "[FILE]")))
                .example("holdfast flags diff flags.json --server https://flags.example:8443", "what applying the file would do")
                .example("holdfast flags diff --from 40 --to 41 --server https://flags.example:8443", "what version 41 changed")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        Optional<String> file = given.operand(0);
        if (file.isPresent() ? given.has(TO) : !given.has(FROM)) {
            throw Usage.error(NAME, "compare a FILE with a version, or two versions with --from and --to");
        }
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            FlagDocument before = FlagsListCommand.read(service.document(version(given, FROM), "canonical"));
            FlagDocument after = file.isPresent()
                    ? new EditedFile(invocation.path(file.get())).document()
                    : FlagsListCommand.read(service.document(version(given, TO), "canonical"));
            List<Differences.Difference> differences = Differences.between(before.json(), after.json());
            print(invocation.console(), differences);
            return differences.isEmpty() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
        }
    }

    private static Optional<Long> version(Arguments given, Option option) {
        return given.text(option).map(text -> {
            if (!text.matches("[0-9]{1,18}")) {
                throw Usage.error(NAME, option.name() + " is the number of a version, not '" + text + "'");
            }
            return Long.valueOf(text);
        });
    }

    private static void print(Console console, List<Differences.Difference> differences) {
        if (console.isJson()) {
            console.line(CanonicalJson.text(Map.of("differences", DifferenceOutput.json(differences))));
        } else if (differences.isEmpty()) {
            console.line("nothing differs");
        } else {
            DifferenceOutput.print(console, differences);
        }
    }
}
