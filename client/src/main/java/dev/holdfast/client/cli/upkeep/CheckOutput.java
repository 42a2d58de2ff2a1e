package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.check.CheckProgress;
import dev.holdfast.client.check.CheckReport;
import dev.holdfast.client.check.CheckRequest;
import dev.holdfast.client.check.Finding;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.engine.text.Names;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a check prints at its end. */
final class CheckOutput {
    /** More lines would only hide the first ones; {@code --verbose} and {@code --json} have all. */
    private static final int MAX_LINES = 50;

    private final Console console;

    CheckOutput(Console console) {
        this.console = console;
    }

    void print(CheckReport report, CheckRequest request, Duration elapsed) {
        if (console.isJson()) {
            report.damage().forEach(finding -> finding(finding, "damage"));
            report.replaced().forEach(finding -> finding(finding, "replaced"));
            report.unknown().ifPresent(finding -> finding(finding, "unknown"));
            Json.print(console, json -> json.object(fields -> {
                fields.field("type", "summary")
                        .field("sound", report.damage().isEmpty())
                        .field("elapsed_seconds", elapsed.toMillis() / 1000.0)
                        .field("damage", report.damage().size())
                        .field("replaced", report.replaced().size());
                counters(fields, report.totals());
            }));
        } else {
            text(report, request, elapsed);
        }
    }

    static void counters(Json json, CheckProgress progress) {
        json.field("packs", progress.packs())
                .field("bytes_read", progress.bytesRead())
                .field("directories", progress.directories())
                .field("chunks", progress.chunks())
                .field("findings", progress.findings());
    }

    private void finding(Finding finding, String type) {
        Json.print(console, json -> json.object(fields -> {
            fields.field("type", type).field("message", finding.message()).field("next", finding.next());
            switch (finding) {
                case Finding.IndexDamaged _ -> {}
                case Finding.PacksUnknown unknown ->
                    fields.field("pack", unknown.first().toString()).field("count", unknown.count());
                case Finding.PackGone gone -> fields.field("pack", gone.pack().toString());
                case Finding.PackFrameDamaged frame -> fields.field("pack", frame.pack().toString());
                case Finding.PackDamaged damaged ->
                    fields.field("pack", damaged.pack().toString())
                            .field("offset", damaged.offset())
                            .texts("chunks", damaged.chunks().stream().map(Object::toString).toList());
                case Finding.TreeDamaged tree ->
                    fields.field("snapshot_id", tree.snapshot().toString()).path("path", tree.path().bytes());
                case Finding.FileDamaged file ->
                    fields.field("snapshot_id", file.snapshot().toString())
                            .path("path", file.path().bytes())
                            .field("chunk", file.chunk().toString());
            }
        }));
    }

    private void text(CheckReport report, CheckRequest request, Duration elapsed) {
        long shown = console.isVerbose() ? Long.MAX_VALUE : MAX_LINES;
        report.damage().stream().limit(shown).forEach(finding -> console.line(Style.BAD, "damaged  " + escaped(finding)));
        if (report.damage().size() > shown) {
            console.line(Style.BAD, "and " + Figures.count(report.damage().size() - shown) + " more; --verbose shows all");
        }
        report.replaced().stream().limit(shown).forEach(finding ->
                console.line(Style.WARNING, "replaced " + escaped(finding) + "; its chunks have sound copies elsewhere"));
        report.unknown().ifPresent(finding ->
                console.line(Style.WARNING, "unknown  " + escaped(finding) + "; " + finding.next()));
        if (console.isQuiet()) {
            return;
        }
        CheckProgress totals = report.totals();
        console.line("looked at " + Figures.count(totals.packs(), "pack", "packs") + ", "
                + Figures.count(totals.directories(), "directory", "directories") + ", "
                + Figures.count(totals.chunks(), "chunk", "chunks"));
        if (request.depth() == CheckRequest.Depth.READ_DATA) {
            console.line("read      " + Figures.bytes(totals.bytesRead()) + " (" + Figures.rate(totals.bytesRead(), elapsed) + ")");
        }
        if (report.damage().isEmpty()) {
            console.line(Style.GOOD, "no damage found in " + Figures.duration(elapsed));
        } else {
            report.damage().stream().map(Finding::next).distinct().forEach(next -> console.line(Style.BAD, "damage found; " + next));
        }
    }

    private static String escaped(Finding finding) {
        return Names.escape(finding.message().getBytes(StandardCharsets.UTF_8));
    }
}
