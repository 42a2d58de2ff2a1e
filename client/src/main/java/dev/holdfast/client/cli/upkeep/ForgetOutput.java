package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.SnapshotFields;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.retention.Decision;
import dev.holdfast.engine.retention.RetentionPlan;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.engine.text.Times;
import java.time.ZoneId;
import java.util.List;

/** What {@code forget} prints: what becomes of each snapshot, and why. */
record ForgetOutput(Console console, ZoneId zone, boolean dryRun) {
    private static final int SHORT_DIGITS = 8;

    void named(List<SnapshotInfo> forgotten) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields
                    .field("dry_run", dryRun)
                    .array("groups", groups -> {})
                    .texts("forgotten", forgotten.stream().map(snapshot -> snapshot.id().toString()).toList())));
        } else if (!console.isQuiet()) {
            forgotten.forEach(snapshot -> console.line((dryRun ? "would forget " : "forgot ") + SnapshotFields.shortId(snapshot)));
        }
    }

    void plan(RetentionPlan plan) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields
                    .field("dry_run", dryRun)
                    .array("groups", groups -> plan.groups().forEach(group -> groups.object(inner -> group(inner, group))))
                    .texts("forgotten", plan.forgotten().stream().map(facts -> facts.id()).toList())));
        } else if (!console.isQuiet()) {
            plan.groups().forEach(this::print);
            String kept = Figures.count(plan.kept().size(), "snapshot", "snapshots") + " kept, ";
            console.line(kept + plan.forgotten().size() + (dryRun ? " would be forgotten" : " forgotten"));
        }
    }

    private static void group(Json json, RetentionPlan.Group group) {
        group.key().host().ifPresent(host -> json.field("host", host));
        group.key().paths().ifPresent(paths -> json.texts("paths", paths));
        group.key().tags().ifPresent(tags -> json.texts("tags", tags));
        json.array("snapshots", array -> group.decisions().forEach(decision -> array.object(fields -> decision(fields, decision))));
    }

    private static void decision(Json json, Decision decision) {
        json.field("id", decision.snapshot().id())
                .time("time", decision.snapshot().time())
                .field("kept", decision.isKept())
                .texts("reasons", decision.reasons().stream().map(reason -> reason.text()).toList());
    }

    private void print(RetentionPlan.Group group) {
        console.line(Style.STRONG, group.key().describe());
        Table table = new Table(Table.Column.left("ID"), Table.Column.left("Time"), Table.Column.left(""), Table.Column.left("Because"));
        for (Decision decision : group.decisions()) {
            table.row(
                    decision.snapshot().id().substring(0, SHORT_DIGITS),
                    Times.format(decision.snapshot().time(), zone),
                    decision.isKept() ? "keep" : "forget",
                    decision.isKept() ? decision.text() : "no rule keeps it");
        }
        table.print(console);
        console.line("");
    }
}
