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
import java.util.Optional;

/** {@code holdfast flags stale}. */
public final class FlagsStaleCommand implements Command {
    private static final Option UNCHANGED = Option.one("--unchanged-days", "N", "name flags that nobody changed for longer (default: 180)");
    private static final Option FULL = Option.one("--full-days", "N", "name flags that all users have had for longer (default: 30)");

    @Override
    public Syntax syntax() {
        return FlagPlace.server(Syntax.of("flags stale", "list feature flags that are probably needed no more", Syntax.Needs.NOTHING)
                        .describe("Names flags whose metadata has an 'expires' that is over (expired), whose life has ended (finished), that all users have "
                                + "had for long (full) and that nobody changed for long (unchanged). A flag with \"permanent\": true in its metadata is meant "
                                + "to stay, and is named only when it has expired. It ends with 0 if there are none and with 4 if there are some.")
                        .options(UNCHANGED, FULL))
                .example("holdfast flags stale --server https://flags.example:8443", "what to clean up")
                .example("holdfast flags stale --unchanged-days 90 --json --server https://flags.example:8443", "for a program")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        String query = "/stale?" + days(given, UNCHANGED).map(days -> "unchanged_days=" + days + "&").orElse("")
                + days(given, FULL).map(days -> "full_days=" + days).orElse("");
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            List<JsonObject> stale = service.get(query.replaceAll("[?&]$", "")).objects("flags");
            print(invocation.console(), stale);
            return stale.isEmpty() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
        }
    }

    private static Optional<String> days(Arguments given, Option option) {
        Optional<String> text = given.text(option);
        if (text.filter(days -> !days.matches("[0-9]{1,4}")).isPresent()) {
            throw Usage.error("flags stale", option.name() + " is a number of days, not '" + text.get() + "'");
        }
        return text;
    }

    private static void print(Console console, List<JsonObject> stale) {
        if (console.isJson()) {
            Json.print(console, json -> json.array(array -> stale.forEach(flag -> array.object(fields -> fields.field("flag", flag.text("flag"))
                    .texts("reasons", flag.texts("reasons"))
                    .field("owner", flag.textOrEmpty("owner"))
                    .field("changed", flag.textOrEmpty("changed"))))));
            return;
        }
        if (stale.isEmpty()) {
            console.line("no flag looks stale");
            return;
        }
        Table table = new Table(
                Table.Column.left("Why"), Table.Column.left("Owner"), Table.Column.left("Last changed"), Table.Column.left("Flag"));
        stale.forEach(flag -> table.row(
                ChangeOutput.shown(String.join(", ", flag.texts("reasons"))),
                ChangeOutput.shown(flag.textOrEmpty("owner")),
                ChangeOutput.shown(flag.textOrEmpty("changed")),
                ChangeOutput.shown(flag.text("flag"))));
        table.print(console);
    }
}
