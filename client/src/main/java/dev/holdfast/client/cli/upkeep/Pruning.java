package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedDirectory;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Progress;
import dev.holdfast.client.cli.output.ProgressView;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Clock;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.storage.service.ProcessTable;
import dev.holdfast.storage.service.Reaper;
import dev.holdfast.storage.service.collect.CollectionForecast;
import dev.holdfast.storage.service.collect.CollectionPolicy;
import dev.holdfast.storage.service.collect.CollectionProgress;
import dev.holdfast.storage.service.collect.CollectionReport;
import dev.holdfast.storage.service.collect.CollectionSite;
import dev.holdfast.storage.service.collect.Collector;
import dev.holdfast.storage.service.collect.Forecast;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** One collection of garbage, shown while it runs. */
final class Pruning {
    private final Invocation invocation;
    private final OpenedDirectory opened;
    private volatile Step step = new Step(CollectionProgress.Stage.MARKING, 0, 0);

    private record Step(CollectionProgress.Stage stage, long done, long total) {}

    Pruning(Invocation invocation, OpenedDirectory opened) {
        this.invocation = invocation;
        this.opened = opened;
    }

    ExitCode run(CollectionPolicy policy) {
        Repository repository = opened.repository();
        Clock clock = invocation.clock();
        CollectionSite site = new CollectionSite(
                opened.rows(),
                repository.chunks(),
                repository.config().id(),
                repository.owner(),
                repository.entropy(),
                opened.fence());
        Reaper reaper = new Reaper(opened.rows(), ProcessTable.system(), clock, Reaper.DEFAULT_LEASE_MILLIS);
        try (Progress progress = new Progress(invocation.console(), clock, this::view)) {
            CollectionReport report =
                    new Collector(site, reaper, policy).collect((stage, done, total) -> step = new Step(stage, done, total));
            opened.discardLeftovers();
            progress.close();
            print(report, progress.elapsed());
            boolean complete = report.outcome() == CollectionReport.Outcome.COMPLETE && report.damaged().isEmpty();
            return complete ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
        }
    }

    /** Says what a prune would do once the snapshots in {@code forgotten} are forgotten; changes nothing. */
    ExitCode forecast(CollectionPolicy policy, Set<SessionId> forgotten) {
        Clock clock = invocation.clock();
        Reaper reaper = new Reaper(opened.rows(), ProcessTable.system(), clock, Reaper.DEFAULT_LEASE_MILLIS);
        try (Progress progress = new Progress(invocation.console(), clock, this::view)) {
            CollectionForecast forecast = new Forecast(opened.rows(), reaper, policy)
                    .of(forgotten, (stage, done, total) -> step = new Step(stage, done, total));
            progress.close();
            new ForecastOutput(invocation.console()).print(forecast);
            return forecast.damaged().isEmpty() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
        }
    }

    private ProgressView view() {
        Step now = step;
        String stage = now.stage.name().toLowerCase(Locale.ROOT);
        String done = Figures.count(now.done) + (now.total > 0 ? " of " + Figures.count(now.total) : "");
        return new ProgressView(stage + " " + done, 0, 0, 0, "", json ->
                json.field("stage", stage).field("done", now.done).field("total", now.total));
    }

    private void print(CollectionReport report, Duration elapsed) {
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> summary(fields, report, elapsed)));
        } else if (!console.isQuiet()) {
            text(console, report, elapsed);
        }
    }

    private static void summary(Json json, CollectionReport report, Duration elapsed) {
        json.field("type", "summary")
                .field("outcome", report.outcome().name().toLowerCase(Locale.ROOT))
                .field("elapsed_seconds", elapsed.toMillis() / 1000.0)
                .field("freed_bytes", report.bytesFreed())
                .field("sessions_closed", report.sessionsClosed())
                .field("sessions_removed", report.sessionsRemoved());
        packs(json, "swept", report.swept());
        packs(json, "deleted", report.deleted());
        packs(json, "written", report.written());
        packs(json, "condemned", report.condemned());
        packs(json, "waiting", report.waiting().packs());
        json.texts("waiting_for", report.waiting().sessions().stream().map(Object::toString).toList());
        json.texts("damaged_packs", report.damaged().stream().map(Object::toString).toList());
    }

    static void packs(Json json, String name, CollectionReport.Packs packs) {
        json.object(name, fields -> fields.field("packs", packs.count()).field("bytes", packs.bytes()));
    }

    private static void text(Console console, CollectionReport report, Duration elapsed) {
        console.line("deleted  " + packs(report.deleted()) + ", " + packs(report.written()) + " written anew");
        if (report.swept().count() > 0) {
            console.line("swept    " + packs(report.swept()) + " of backups that did not finish");
        }
        if (report.waiting().packs().count() > 0) {
            console.line("waiting  " + packs(report.waiting().packs()) + " until running backups end; the next prune takes them");
        }
        if (!report.damaged().isEmpty()) {
            console.line(Style.BAD, "damaged  " + Figures.count(report.damaged().size(), "pack", "packs") + " kept; run: holdfast check --read-data");
        }
        String end = report.outcome() == CollectionReport.Outcome.COMPLETE ? "freed " : "another prune got in the way; freed ";
        console.line(Style.GOOD, end + Figures.bytes(report.bytesFreed()) + " in " + Figures.duration(elapsed));
    }

    static String packs(CollectionReport.Packs packs) {
        return Figures.count(packs.count(), "pack", "packs") + " with " + Figures.bytes(packs.bytes());
    }
}
