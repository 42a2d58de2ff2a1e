package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.SnapshotFields;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.client.rebuild.PackDamage;
import dev.holdfast.client.rebuild.RebuildProgress;
import dev.holdfast.client.rebuild.RebuiltIndex;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.engine.text.Names;
import dev.holdfast.engine.text.Times;
import dev.holdfast.storage.service.rebuild.RebuildReport.RebuiltSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a rebuild of the index prints at its end. */
final class RebuildOutput {
    /** More lines would only hide the first ones; {@code --verbose} and {@code --json} have all. */
    private static final int MAX_LINES = 50;

    private final Console console;
    private final ZoneId zone;

    RebuildOutput(Console console, ZoneId zone) {
        this.console = console;
        this.zone = zone;
    }

    void print(RebuiltIndex rebuilt, List<SnapshotInfo> snapshots, Duration elapsed) {
        Map<SessionId, Long> lost = rebuilt.report().snapshots().stream()
                .collect(Collectors.toMap(RebuiltSnapshot::id, RebuiltSnapshot::lostChunks));
        if (console.isJson()) {
            json(rebuilt, snapshots, lost, elapsed);
        } else {
            text(rebuilt, snapshots, lost, elapsed);
        }
    }

    static void counters(Json json, RebuildProgress progress) {
        json.field("packs", progress.packs())
                .field("total_packs", progress.totalPacks())
                .field("bytes_read", progress.bytesRead())
                .field("damages", progress.damages());
    }

    private void json(RebuiltIndex rebuilt, List<SnapshotInfo> snapshots, Map<SessionId, Long> lost, Duration elapsed) {
        snapshots.forEach(snapshot -> object("snapshot", fields -> {
            SnapshotFields.write(fields, snapshot);
            fields.field("lost_chunks", lost.getOrDefault(snapshot.id(), 0L));
        }));
        new TreeMap<>(rebuilt.report().unreadable()).forEach((pack, reason) ->
                object("unreadable", fields -> fields.field("pack", pack.toString()).field("message", reason)));
        rebuilt.damage().forEach(damage -> object("damage", fields -> fields.field("pack", damage.pack().toString())
                .field("offset", damage.offset())
                .field("may_lose_snapshots", damage.loss() == PackDamage.Loss.SNAPSHOTS)
                .field("message", damage.message())));
        rebuilt.report().lost().forEach(chunk -> object("lost", fields -> fields.field("chunk", chunk.toString())));
        object("summary", fields -> {
            fields.field("whole", rebuilt.isWhole())
                    .field("elapsed_seconds", elapsed.toMillis() / 1000.0)
                    .field("snapshots", snapshots.size())
                    .field("chunks", rebuilt.report().chunks())
                    .field("unreadable", rebuilt.report().unreadable().size())
                    .field("lost_chunks", rebuilt.report().lost().size());
            counters(fields, rebuilt.totals());
        });
    }

    private void object(String type, Json.Part part) {
        Json.print(console, json -> json.object(fields -> {
            fields.field("type", type);
            part.write(fields);
        }));
    }

    private void text(RebuiltIndex rebuilt, List<SnapshotInfo> snapshots, Map<SessionId, Long> lost, Duration elapsed) {
        if (!console.isQuiet()) {
            snapshots.forEach(snapshot -> snapshot(snapshot, lost.getOrDefault(snapshot.id(), 0L)));
        }
        lines("unreadable ", List.copyOf(new TreeMap<>(rebuilt.report().unreadable()).values()));
        lines("damaged    ", rebuilt.damage().stream().map(PackDamage::message).toList());
        lines("lost       ", rebuilt.report().lost().stream().map(chunk -> "chunk " + chunk).toList());
        if (console.isQuiet()) {
            return;
        }
        console.line("read       " + Figures.count(rebuilt.totals().packs(), "pack", "packs") + " with "
                + Figures.bytes(rebuilt.totals().bytesRead()) + " (" + Figures.rate(rebuilt.totals().bytesRead(), elapsed) + ")");
        end(rebuilt, snapshots.size(), elapsed);
    }

    private void snapshot(SnapshotInfo snapshot, long lost) {
        String line = "found      " + SnapshotFields.shortId(snapshot) + "  "
                + Times.format(snapshot.manifest().time().toInstant(), zone) + "  " + escaped(snapshot.manifest().host()) + "  "
                + snapshot.manifest().paths().stream().map(Names::escape).collect(Collectors.joining(" "));
        if (lost == 0) {
            console.line(line);
        } else {
            console.line(Style.BAD, line + "  lacks " + Figures.count(lost, "chunk", "chunks"));
        }
    }

    private void lines(String label, List<String> messages) {
        long shown = console.isVerbose() ? Long.MAX_VALUE : MAX_LINES;
        messages.stream().limit(shown).forEach(message -> console.line(Style.BAD, label + escaped(message)));
        if (messages.size() > shown) {
            console.line(Style.BAD, label + "and " + Figures.count(messages.size() - shown) + " more; --verbose shows all");
        }
    }

    private void end(RebuiltIndex rebuilt, int snapshots, Duration elapsed) {
        String made = "the new index has " + Figures.count(snapshots, "snapshot", "snapshots") + " and "
                + Figures.count(rebuilt.report().chunks(), "chunk", "chunks") + ", made in " + Figures.duration(elapsed);
        if (rebuilt.isWhole()) {
            console.line(Style.GOOD, made);
            return;
        }
        console.line(made);
        if (!rebuilt.report().lost().isEmpty()) {
            console.line(Style.BAD, "chunks are lost; 'holdfast check' names the files that need them, and a backup of the same files stores them anew");
        } else {
            console.line(Style.BAD, "snapshots may be missing, because a pack that could hold a manifest is damaged; compare with 'holdfast snapshots'");
        }
    }

    private static String escaped(String text) {
        return Names.escape(text.getBytes(StandardCharsets.UTF_8));
    }
}
