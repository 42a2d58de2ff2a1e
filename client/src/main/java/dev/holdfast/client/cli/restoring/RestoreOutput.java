package dev.holdfast.client.cli.restoring;

import dev.holdfast.client.cli.invocation.SnapshotFields;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.ProgressView;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.client.restore.RestoreListener;
import dev.holdfast.client.restore.RestoreProgress;
import dev.holdfast.client.restore.RestoreRequest;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.engine.text.Names;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What a restore prints: problems and, if wanted, entries while it runs, and a summary at its end. */
final class RestoreOutput implements RestoreListener {
    /** More lines about attributes that may not be set would only hide what matters; the summary counts all. */
    private static final long MAX_WARNINGS = 20;

    private final Console console;
    private final SnapshotInfo snapshot;
    private final RestoreRequest request;
    private final AtomicLong warnings = new AtomicLong();

    RestoreOutput(Console console, SnapshotInfo snapshot, RestoreRequest request) {
        this.console = console;
        this.snapshot = snapshot;
        this.request = request;
    }

    ProgressView view(RestoreProgress progress) {
        String current = Names.escape(progress.current().getBytes(StandardCharsets.UTF_8));
        // A part of a snapshot has no known size.
        long total = request.path().names().isEmpty() ? progress.totalBytes() : 0;
        String items = Figures.count(progress.files(), "file", "files");
        return new ProgressView(items, progress.bytes(), total, progress.failed(), current, json -> counters(json, progress));
    }

    @Override
    public void failed(RawPath path, String cause) {
        if (console.isJson()) {
            problem("error", path, cause);
        } else {
            console.warning("not restored: " + Names.escape(path.bytes()) + ": " + cause);
        }
    }

    @Override
    public void warning(RawPath path, String cause) {
        if (console.isJson()) {
            problem("warning", path, cause);
            return;
        }
        long count = warnings.incrementAndGet();
        if (count <= MAX_WARNINGS || console.isVerbose()) {
            console.warning(Names.escape(path.bytes()) + ": " + cause);
        } else if (count == MAX_WARNINGS + 1) {
            console.warning("more warnings of this kind are only counted; --verbose shows them");
        }
    }

    @Override
    public void entry(Supplier<RawPath> path, Action action) {
        if (!console.isVerbose()) {
            return;
        }
        byte[] bytes = path.get().bytes();
        String word = action.name().toLowerCase(Locale.ROOT);
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("type", "entry").field("action", word).path("path", bytes)));
        } else {
            console.line(String.format(Locale.ROOT, "%-7s  %s", word, Names.escape(bytes)));
        }
    }

    private void problem(String type, RawPath path, String cause) {
        Json.print(console, json -> json.object(fields -> fields.field("type", type).path("path", path.bytes()).field("message", cause)));
    }

    void summary(RestoreProgress totals, Duration elapsed) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> summary(fields, totals, elapsed)));
        } else if (!console.isQuiet()) {
            text(totals, elapsed);
        }
    }

    private void summary(Json json, RestoreProgress totals, Duration elapsed) {
        json.field("type", "summary")
                .field("dry_run", isDryRun())
                .field("snapshot_id", snapshot.id().toString())
                .path("target", request.target().bytes())
                .field("elapsed_seconds", elapsed.toMillis() / 1000.0)
                .field("bytes", totals.bytes());
        counters(json, totals);
    }

    private static void counters(Json json, RestoreProgress totals) {
        json.field("files", totals.files())
                .field("directories", totals.directories())
                .field("others", totals.others())
                .field("left", totals.left())
                .field("deleted", totals.deleted())
                .field("failed", totals.failed())
                .field("warnings", totals.warnings());
    }

    private void text(RestoreProgress totals, Duration elapsed) {
        String verb = isDryRun() ? "would restore " : "restored ";
        console.line(verb + Figures.count(totals.files(), "file", "files") + ", "
                + Figures.count(totals.directories(), "directory", "directories") + ", " + Figures.bytes(totals.bytes())
                + optional(totals.left(), " left alone") + optional(totals.deleted(), " deleted"));
        if (totals.warnings() > 0) {
            console.line(Style.WARNING, Figures.count(totals.warnings(), "attribute", "attributes") + " could not be set");
        }
        if (totals.failed() > 0) {
            console.line(Style.BAD, Figures.count(totals.failed(), "entry", "entries") + " could not be restored");
        }
        String took = Figures.duration(elapsed) + " (" + Figures.rate(totals.bytes(), elapsed) + ")";
        Style style = totals.failed() == 0 ? Style.GOOD : Style.WARNING;
        console.line(style, "snapshot " + SnapshotFields.shortId(snapshot) + (isDryRun() ? " looked through in " : " restored in ") + took);
    }

    private static String optional(long count, String what) {
        return count == 0 ? "" : ", " + Figures.count(count) + what;
    }

    private boolean isDryRun() {
        return request.rules().effect() == RestoreRequest.Effect.DRY_RUN;
    }
}
