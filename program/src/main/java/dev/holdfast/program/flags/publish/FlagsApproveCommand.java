package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.json.JsonObject;
import java.util.List;

/** {@code holdfast flags approve}. */
public final class FlagsApproveCommand implements Command {
    private static final Option REJECT = Option.flag("--reject", "refuse it, or withdraw it if it is your own");

    @Override
    public Syntax syntax() {
        return FlagPlace.server(Syntax.of("flags approve", "approve a change of flags that somebody else asked for", Syntax.Needs.NOTHING)
                        .describe("In an environment with four eyes a change waits until another person has approved it, who was known to the server "
                                + "before it was asked for. Without an ID this lists what waits, for a person or for its time, and what became of the rest.")
                        .options(REJECT)
                        .operands(Operands.between(0, 1, "[ID]")))
                .example("holdfast flags approve --server https://flags.example:8443", "lists the changes")
                .example("holdfast flags approve 0d5c0f6d7a5f4c1db8e2 --server https://flags.example:8443", "publishes one")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        Console console = invocation.console();
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            if (given.operands().isEmpty()) {
                list(console, service.get("/changes").objects("changes"));
                return ExitCode.COMPLETE;
            }
            JsonObject change = service.decide(given.operands().getFirst(), given.has(REJECT) ? "reject" : "approve");
            if (console.isJson()) {
                Json.print(console, json -> json.object(fields -> write(fields, change)));
            } else {
                String outcome = change.textOrEmpty("outcome");
                console.line("change " + ChangeOutput.shown(change.text("id")) + " is " + ChangeOutput.shown(change.text("state"))
                        + (outcome.isEmpty() ? "" : ": " + ChangeOutput.shown(outcome)));
            }
            return change.text("state").equals("failed") ? ExitCode.INCOMPLETE : ExitCode.COMPLETE;
        }
    }

    private static void list(Console console, List<JsonObject> changes) {
        if (console.isJson()) {
            Json.print(console, json -> json.array(array -> changes.forEach(change -> array.object(fields -> write(fields, change)))));
            return;
        }
        Table table = new Table(
                Table.Column.left("ID"),
                Table.Column.left("State"),
                Table.Column.left("Author"),
                Table.Column.left("Due"),
                Table.Column.left("Flags"),
                Table.Column.left("Outcome or reason"));
        changes.forEach(change -> {
            String outcome = change.textOrEmpty("outcome");
            List<String> flags = change.texts("flags");
            table.row(
                    ChangeOutput.shown(change.text("id")),
                    ChangeOutput.shown(change.text("state")),
                    ChangeOutput.shown(change.text("author")),
                    ChangeOutput.shown(change.textOrEmpty("due")),
                    ChangeOutput.shown(flags.isEmpty() ? "all (" + change.text("kind") + ")" : String.join(", ", flags)),
                    ChangeOutput.shown(outcome.isEmpty() ? change.text("reason") : outcome));
        });
        table.print(console);
    }

    private static void write(Json json, JsonObject change) {
        json.field("id", change.text("id"))
                .field("state", change.text("state"))
                .field("kind", change.text("kind"))
                .texts("flags", change.texts("flags"))
                .field("author", change.text("author"))
                .field("reason", change.text("reason"))
                .field("asked", change.text("asked"))
                .field("due", change.textOrEmpty("due"))
                .field("decider", change.textOrEmpty("decider"))
                .field("outcome", change.textOrEmpty("outcome"));
    }
}
