package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.BackupListener;
import dev.holdfast.client.backup.BackupProgress;
import dev.holdfast.client.backup.BackupReport;
import dev.holdfast.client.backup.BackupRequest;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.ProgressView;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.client.remote.Questions;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.engine.text.Names;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What a backup prints: problems and, if wanted, entries while it runs, and a summary at its end. */
final class BackupOutput implements BackupListener {
    private final Console console;
    private final BackupRequest request;
    private Optional<Questions> questions = Optional.empty();

    BackupOutput(Console console, BackupRequest request) {
        this.console = console;
        this.request = request;
    }

    /** Whether anybody sees progress. */
    boolean isWatched() {
        return console.showsLive() || console.isJson();
    }

    ProgressView view(BackupProgress progress, long expectedBytes) {
        String current = Names.escape(progress.current().getBytes(StandardCharsets.UTF_8));
        String items = Figures.count(progress.files(), "file", "files");
        return new ProgressView(items, progress.bytes(), expectedBytes, progress.unreadable(), current, json -> counters(json, progress));
    }

    @Override
    public void unreadable(RawPath path, String cause) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields ->
                    fields.field("type", "error").path("path", path.bytes()).field("message", cause)));
        } else {
            console.warning("cannot read " + Names.escape(path.bytes()) + ": " + cause);
        }
    }

    @Override
    public void file(Supplier<RawPath> path, Change change) {
        if (!console.isVerbose()) {
            return;
        }
        byte[] bytes = path.get().bytes();
        String word = change.name().toLowerCase(Locale.ROOT);
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("type", "entry").field("change", word).path("path", bytes)));
        } else {
            console.line(String.format(Locale.ROOT, "%-9s  %s", word, Names.escape(bytes)));
        }
    }

    /** Says in the summary what was asked of a server, too. */
    void tellOf(Questions asked) {
        questions = Optional.of(asked);
    }

    void summary(BackupReport report, Duration elapsed) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> summary(fields, report, elapsed)));
        } else if (!console.isQuiet()) {
            text(report, elapsed);
        }
    }

    private void summary(Json json, BackupReport report, Duration elapsed) {
        json.field("type", "summary").field("dry_run", request.effect() == BackupRequest.Effect.DRY_RUN);
        report.snapshot().ifPresent(id -> json.field("snapshot_id", id.toString()));
        report.parent().ifPresent(id -> json.field("parent_id", id.toString()));
        json.field("elapsed_seconds", elapsed.toMillis() / 1000.0).field("bytes", report.totals().bytes());
        counters(json, report.totals());
        json.field("waited_seconds", report.totals().waitedMillis() / 1000.0);
        questions.ifPresent(asked -> json.object("questions", fields -> fields.field("chunks_asked", asked.asked())
                .field("chunks_saved", asked.saved())
                .field("requests", asked.batches())
                .field("requests_saved", asked.batchesSaved())));
    }

    private static void counters(Json json, BackupProgress totals) {
        json.field("files", totals.files())
                .field("directories", totals.directories())
                .field("others", totals.others())
                .field("unchanged_files", totals.unchangedFiles())
                .field("bytes_read", totals.bytesRead())
                .field("new_chunks", totals.newChunks())
                .field("new_bytes", totals.newBytes())
                .field("stored_bytes", totals.storedBytes())
                .field("unreadable", totals.unreadable());
    }

    private void text(BackupReport report, Duration elapsed) {
        BackupProgress totals = report.totals();
        String rest = Figures.count(totals.directories(), "directory", "directories");
        String others = totals.others() == 0 ? "" : ", " + Figures.count(totals.others(), "other", "others");
        console.line("source   " + Figures.count(totals.files(), "file", "files") + ", " + rest + others + ", " + Figures.bytes(totals.bytes()));
        console.line("changed  " + Figures.count(totals.files() - totals.unchangedFiles(), "file", "files") + ", "
                + Figures.bytes(totals.bytesRead()) + " read");
        console.line("added    " + Figures.bytes(totals.newBytes()) + " in " + Figures.count(totals.newChunks(), "chunk", "chunks")
                + ", stored in " + Figures.bytes(totals.storedBytes()));
        if (totals.unreadable() > 0) {
            console.line(Style.WARNING, "missing  " + Figures.count(totals.unreadable(), "entry", "entries") + " could not be read");
        }
        questions.ifPresent(asked -> console.detail("asked    " + Figures.count(asked.asked(), "chunk", "chunks") + " in "
                + Figures.count(asked.batches(), "question", "questions") + "; the filter knew " + Figures.count(asked.saved()) + " and saved "
                + Figures.count(asked.batchesSaved(), "question", "questions")));
        String took = Figures.duration(elapsed) + " (" + Figures.rate(totals.bytes(), elapsed) + ")";
        console.line(Style.GOOD, report.snapshot()
                .map(id -> "snapshot " + id.toString().substring(0, 8) + " saved in " + took)
                .orElse("dry run: nothing was stored, in " + took));
    }
}
