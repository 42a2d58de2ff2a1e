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
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import java.util.List;

/** {@code holdfast flags metric}. */
public final class FlagsMetricCommand implements Command {
    private static final String NAME = "flags metric";
    private static final Option DETAIL = Option.one("--detail", "TEXT", "with report: what was measured, at most 500 characters");

    @Override
    public Syntax syntax() {
        return FlagPlace.server(Syntax.of(NAME, "report and list the guard metrics of feature flags", Syntax.Needs.NOTHING)
                        .describe("For monitoring: 'report' says whether a metric holds or is broken. A roll-out whose guard metric it is takes "
                                + "its steps only while it holds. A report that it holds counts for 15 minutes, so report it more often than that; "
                                + "one that it is broken counts until the next report, and stops the roll-out. 'list' shows what was reported last.")
                        .options(DETAIL)
                        .operands(Operands.between(1, 3, "list|report NAME holds|broken")))
                .example("holdfast flags metric report errors holds --detail '0.1 % errors' --server https://flags.example:8443", "from a timer, each 5 minutes")
                .example("holdfast flags metric report errors broken --detail '7 % errors' --server https://flags.example:8443", "when an alarm begins")
                .exits(ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        List<String> words = given.operands();
        boolean isReport = words.size() == 3 && words.getFirst().equals("report");
        if (!isReport && !words.equals(List.of("list"))) {
            throw Usage.error(NAME, "say list, or report NAME holds, or report NAME broken");
        }
        if (given.has(DETAIL) && !isReport) {
            throw Usage.error(NAME, "--detail goes with report");
        }
        if (isReport && !words.get(2).equals("holds") && !words.get(2).equals("broken")) {
            throw Usage.error(NAME, "a metric 'holds' or is 'broken', not '" + words.get(2) + "'");
        }
        Console console = invocation.console();
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            if (isReport) {
                JsonText report = new JsonText().put("verdict", words.get(2)).put("detail", given.text(DETAIL).orElse("reported with holdfast flags metric"));
                taken(console, service.report(words.get(1), report));
            } else {
                print(console, service.get("/metrics").objects("metrics"));
            }
            return ExitCode.COMPLETE;
        }
    }

    private static void taken(Console console, JsonObject metric) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> write(fields, metric)));
        } else {
            String verdict = metric.text("verdict").equals("holds") ? " holds" : " is broken";
            console.line("metric " + ChangeOutput.shown(metric.text("metric")) + verdict + ": " + ChangeOutput.shown(metric.text("detail")));
        }
    }

    private static void print(Console console, List<JsonObject> metrics) {
        if (console.isJson()) {
            Json.print(console, json -> json.array(array -> metrics.forEach(metric -> array.object(fields -> write(fields, metric)))));
            return;
        }
        if (metrics.isEmpty()) {
            console.line("no metric was reported yet");
            return;
        }
        Table table = new Table(
                Table.Column.left("Metric"),
                Table.Column.left("Verdict"),
                Table.Column.left("Reported"),
                Table.Column.left("By"),
                Table.Column.left("Detail"));
        metrics.forEach(metric -> table.row(
                ChangeOutput.shown(metric.text("metric")),
                ChangeOutput.shown(metric.text("verdict")),
                ChangeOutput.shown(metric.text("time")),
                ChangeOutput.shown(metric.text("author")),
                ChangeOutput.shown(metric.text("detail"))));
        table.print(console);
    }

    private static void write(Json json, JsonObject metric) {
        json.field("metric", metric.text("metric"))
                .field("verdict", metric.text("verdict"))
                .field("detail", metric.text("detail"))
                .field("time", metric.text("time"))
                .field("author", metric.text("author"));
    }
}
