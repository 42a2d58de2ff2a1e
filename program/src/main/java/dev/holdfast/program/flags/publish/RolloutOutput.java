package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.control.config.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Shows roll-outs with their guard metrics.
 *
 * @param reports what was reported last of each metric, by its name
 */
record RolloutOutput(Console console, Map<String, JsonObject> reports) {
    static RolloutOutput of(Console console, List<JsonObject> metrics) {
        return new RolloutOutput(console, metrics.stream().collect(Collectors.toMap(metric -> metric.text("metric"), Function.identity())));
    }

    void list(List<JsonObject> rollouts) {
        if (console.isJson()) {
            json(rollouts);
            return;
        }
        if (rollouts.isEmpty()) {
            console.line("there is no roll-out");
            return;
        }
        Table table = new Table(
                Table.Column.left("State"),
                Table.Column.right("Now"),
                Table.Column.left("Since"),
                Table.Column.left("Steps"),
                Table.Column.left("Each"),
                Table.Column.left("Guard metric"),
                Table.Column.left("Flag"),
                Table.Column.left("Because"));
        rollouts.forEach(one -> table.row(
                ChangeOutput.shown(one.text("state")),
                one.number("percent") + "%",
                ChangeOutput.shown(one.text("since")),
                String.join(",", one.numbers("percents").stream().map(String::valueOf).toList()),
                DurationText.of(Duration.ofSeconds(one.number("pause_seconds"))),
                ChangeOutput.shown(guard(one)),
                ChangeOutput.shown(one.text("flag")),
                ChangeOutput.shown(one.text("why"))));
        table.print(console);
    }

    void ended(List<JsonObject> rollouts) {
        if (console.isJson()) {
            json(rollouts);
            return;
        }
        rollouts.forEach(one -> console.line("the roll-out of " + ChangeOutput.shown(one.text("flag")) + " has ended: " + one.number("percent")
                + " % of all users keep " + ChangeOutput.shown(one.text("variant"))));
    }

    private String guard(JsonObject rollout) {
        return rollout.optionalText("metric")
                .map(metric -> metric + " " + report(metric).map(report -> report.text("verdict")).orElse("unreported"))
                .orElse("none");
    }

    private Optional<JsonObject> report(String metric) {
        return Optional.ofNullable(reports.get(metric));
    }

    private void json(List<JsonObject> rollouts) {
        Json.print(console, json -> json.array(array -> rollouts.forEach(one -> array.object(fields -> write(fields, one)))));
    }

    private void write(Json json, JsonObject one) {
        json.field("id", one.text("id"))
                .field("flag", one.text("flag"))
                .field("variant", one.text("variant"))
                .field("state", one.text("state"))
                .field("percent", one.number("percent"))
                .array("percents", list -> one.numbers("percents").forEach(list::element))
                .field("pause_seconds", one.number("pause_seconds"))
                .field("since", one.text("since"))
                .field("why", one.text("why"))
                .field("author", one.text("author"))
                .field("reason", one.text("reason"));
        one.optionalText("metric").ifPresent(metric -> json.object("guard_metric", guard -> {
            guard.field("metric", metric);
            report(metric).ifPresent(report -> guard.field("verdict", report.text("verdict"))
                    .field("detail", report.text("detail"))
                    .field("time", report.text("time")));
        }));
    }
}
