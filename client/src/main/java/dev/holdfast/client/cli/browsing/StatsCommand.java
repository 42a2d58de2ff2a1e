package dev.holdfast.client.cli.browsing;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedDirectory;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.OpenedServer;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Storage;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.storage.metadata.StoreStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** {@code holdfast stats}. */
public final class StatsCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("stats", "show how much the repository holds and saves", Syntax.Needs.REPOSITORY)
                .describe("Source is what all snapshots together would take as plain files. New is what their backups found that was not stored "
                        + "yet, and what that took compressed and sealed: the compression ratio is between these two. Packs is what lies in "
                        + "the repository now, without what was pruned; the overall ratio is source to packs.")
                .example("holdfast stats", "totals and ratios")
                .exits(ExitCode.NO_REPOSITORY, ExitCode.NO_ACCESS);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        try (OpenedRepository opened = invocation.open()) {
            List<SnapshotInfo> snapshots = opened.repository().snapshots();
            Stored store = switch (opened) {
                case OpenedDirectory directory -> Stored.of(directory.rows().statistics());
                case OpenedServer server -> Stored.of(Storage.ask(server.remote().transport()));
            };
            Totals totals = new Totals(
                    snapshots.size(),
                    sum(snapshots, Manifest.Statistics::files),
                    sum(snapshots, Manifest.Statistics::bytes),
                    sum(snapshots, Manifest.Statistics::newBytes),
                    sum(snapshots, Manifest.Statistics::storedBytes));
            print(invocation.console(), totals, store);
        }
        return ExitCode.COMPLETE;
    }

    private record Totals(long snapshots, long files, long bytes, long newBytes, long storedBytes) {}

    /** What lies in the repository now. */
    private record Stored(long packs, long packBytes, long chunks, long indexBytes) {
        static Stored of(StoreStatistics store) {
            return new Stored(store.livePacks(), store.packBytes(), store.facts(), store.storeBytes());
        }

        static Stored of(Storage storage) {
            return new Stored(storage.packs(), storage.packBytes(), storage.chunks(), storage.indexBytes());
        }
    }

    private static long sum(List<SnapshotInfo> snapshots, ToLongFunction<Manifest.Statistics> figure) {
        return snapshots.stream()
                .mapToLong(snapshot -> figure.applyAsLong(snapshot.manifest().statistics()))
                .sum();
    }

    private static void print(Console console, Totals totals, Stored store) {
        double compression = ratio(totals.newBytes(), totals.storedBytes());
        double overall = ratio(totals.bytes(), store.packBytes());
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("snapshots", totals.snapshots())
                    .field("files", totals.files())
                    .field("bytes", totals.bytes())
                    .field("new_bytes", totals.newBytes())
                    .field("stored_bytes", totals.storedBytes())
                    .field("packs", store.packs())
                    .field("pack_bytes", store.packBytes())
                    .field("chunks", store.chunks())
                    .field("index_bytes", store.indexBytes())
                    .field("compression_ratio", compression)
                    .field("overall_ratio", overall)));
            return;
        }
        console.line("snapshots  " + Figures.count(totals.snapshots()));
        console.line("source     " + Figures.bytes(totals.bytes()) + " in " + Figures.count(totals.files(), "file", "files"));
        console.line("new        " + Figures.bytes(totals.newBytes()) + ", stored in " + Figures.bytes(totals.storedBytes())
                + text(", compressed ", compression));
        console.line("packs      " + Figures.bytes(store.packBytes()) + " in " + Figures.count(store.packs(), "pack", "packs")
                + " with " + Figures.count(store.chunks(), "chunk", "chunks"));
        console.line("index      " + Figures.bytes(store.indexBytes()));
        if (overall > 0) {
            console.line("saved      " + text("", overall) + " against plain copies");
        }
    }

    private static double ratio(long of, long to) {
        return to == 0 ? 0 : (double) of / to;
    }

    private static String text(String before, double ratio) {
        return ratio == 0 ? "" : before + String.format(Locale.ROOT, "%.2f : 1", ratio);
    }
}
