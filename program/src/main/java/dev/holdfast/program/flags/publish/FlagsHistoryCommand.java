package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.json.JsonObject;
import java.util.List;

/** {@code holdfast flags history}. */
public final class FlagsHistoryCommand implements Command {
    private static final Option FLAG = Option.one("--flag", "NAME", "only versions that changed this flag");
    private static final Option LIMIT = Option.one("--limit", "N", "look at the newest N versions (default: 50, at most 500)");

    @Override
    public Syntax syntax() {
        return FlagPlace.server(Syntax.of("flags history", "list what was published: who, when, why", Syntax.Needs.NOTHING)
                        .describe("Each version of an environment's flags, the newest first, with the flags that gave something else from then on. "
                                + "'holdfast flags diff --from VERSION' shows what exactly changed.")
                        .options(FLAG, LIMIT))
                .example("holdfast flags history --server https://flags.example:8443", "the newest versions")
                .example("holdfast flags history --flag new-checkout --json --server https://flags.example:8443", "those of one flag, for a program")
                .exits(ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        String limit = given.text(LIMIT).orElse("50");
        if (!limit.matches("[1-9][0-9]{0,2}")) {
            throw Usage.error("flags history", "--limit is a number from 1 to 500, not '" + limit + "'");
        }
        String query = "/history?limit=" + limit + given.text(FLAG).map(flag -> "&flag=" + FlagService.encoded(flag)).orElse("");
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            print(invocation.console(), service.get(query).objects("versions"));
        }
        return ExitCode.COMPLETE;
    }

    private static void print(Console console, List<JsonObject> versions) {
        if (console.isJson()) {
            Json.print(console, json -> json.array(array -> versions.forEach(version -> array.object(fields -> fields
                    .field("sequence", version.number("sequence"))
                    .field("flags_version", version.text("flags_version"))
                    .field("time", version.text("time"))
                    .field("author", version.text("author"))
                    .field("approver", version.textOrEmpty("approver"))
                    .field("origin", version.text("origin"))
                    .field("reason", version.text("reason"))
                    .texts("changed", version.texts("changed"))))));
            return;
        }
        Table table = new Table(
                Table.Column.right("Version"),
                Table.Column.left("Time"),
                Table.Column.left("Author"),
                Table.Column.left("Approved by"),
                Table.Column.left("Changed"),
                Table.Column.left("Reason"));
        versions.forEach(version -> table.row(
                String.valueOf(version.number("sequence")),
                ChangeOutput.shown(version.text("time")),
                ChangeOutput.shown(version.text("author")),
                ChangeOutput.shown(version.textOrEmpty("approver")),
                ChangeOutput.shown(few(version.texts("changed"))),
                ChangeOutput.shown(version.text("reason"))));
        table.print(console);
    }

    private static String few(List<String> flags) {
        return flags.size() <= 3 ? String.join(", ", flags) : String.join(", ", flags.subList(0, 2)) + " and " + (flags.size() - 2) + " more";
    }
}
