package dev.holdfast.client.cli.local;

import dev.holdfast.client.benchmark.BenchmarkResult;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.output.Table.Column;
import dev.holdfast.engine.text.Figures;
import java.util.List;
import java.util.Locale;

/** The figures of a benchmark, a table for each kind, or one JSON array of all. */
final class BenchmarkOutput {
    private final Table cutting = new Table(
            Column.left("Content"),
            Column.left("Cutter"),
            Column.right("Chunks of"),
            Column.right("MB/s"),
            Column.right("Stored once"),
            Column.right("New after edits"),
            Column.right("Compressed"));
    private final Table pipeline = new Table(
            Column.left("The whole way"), Column.right("Chunks of"), Column.right("MB/s"), Column.right("Stored"));
    private final Table compressing = new Table(
            Column.left("Compression"), Column.right("Level"), Column.right("Ratio"), Column.right("MB/s"), Column.right("Back, MB/s"));
    private final Table stages = new Table(Column.left("Stage"), Column.left("Means"), Column.right("MB/s"));

    private BenchmarkOutput() {}

    static void print(Console console, List<BenchmarkResult> results) {
        if (console.isJson()) {
            Json.print(console, json -> json.array(array -> results.forEach(result -> array.object(fields -> write(fields, result)))));
            return;
        }
        BenchmarkOutput output = new BenchmarkOutput();
        results.forEach(output::add);
        for (Table table : List.of(output.cutting, output.pipeline, output.compressing, output.stages)) {
            table.print(console);
            console.line("");
        }
    }

    private void add(BenchmarkResult result) {
        switch (result) {
            case BenchmarkResult.Cutting cut -> cutting.row(
                    cut.content(),
                    cut.cutter(),
                    Figures.bytes(cut.averageBytes()),
                    speed(cut.megabytesPerSecond()),
                    Figures.bytes(cut.distinctBytes()),
                    Figures.bytes(cut.newBytes()),
                    Figures.bytes(cut.newStoredBytes()));
            case BenchmarkResult.Pipeline way -> pipeline.row(
                    way.content(), Figures.bytes(way.averageBytes()), speed(way.megabytesPerSecond()), Figures.bytes(way.storedBytes()));
            case BenchmarkResult.Compressing level -> compressing.row(
                    level.content(),
                    Integer.toString(level.level()),
                    String.format(Locale.ROOT, "%.2f", level.ratio()),
                    speed(level.megabytesPerSecond()),
                    speed(level.decompressingMegabytesPerSecond()));
            case BenchmarkResult.Stage stage -> stages.row(stage.stage(), stage.means(), speed(stage.megabytesPerSecond()));
        }
    }

    private static void write(Json json, BenchmarkResult result) {
        switch (result) {
            case BenchmarkResult.Cutting cut -> json.field("kind", "cutting")
                    .field("content", cut.content())
                    .field("cutter", cut.cutter())
                    .field("average_bytes", cut.averageBytes())
                    .field("megabytes_per_second", cut.megabytesPerSecond())
                    .field("bytes", cut.bytes())
                    .field("chunks", cut.chunks())
                    .field("distinct_chunks", cut.distinctChunks())
                    .field("distinct_bytes", cut.distinctBytes())
                    .field("new_chunks", cut.newChunks())
                    .field("new_bytes", cut.newBytes())
                    .field("new_stored_bytes", cut.newStoredBytes());
            case BenchmarkResult.Pipeline way -> json.field("kind", "pipeline")
                    .field("content", way.content())
                    .field("average_bytes", way.averageBytes())
                    .field("level", way.level())
                    .field("megabytes_per_second", way.megabytesPerSecond())
                    .field("bytes", way.bytes())
                    .field("chunks", way.chunks())
                    .field("stored_bytes", way.storedBytes());
            case BenchmarkResult.Compressing level -> json.field("kind", "compressing")
                    .field("content", level.content())
                    .field("level", level.level())
                    .field("ratio", level.ratio())
                    .field("megabytes_per_second", level.megabytesPerSecond())
                    .field("decompressing_megabytes_per_second", level.decompressingMegabytesPerSecond());
            case BenchmarkResult.Stage stage -> json.field("kind", "stage")
                    .field("stage", stage.stage())
                    .field("means", stage.means())
                    .field("megabytes_per_second", stage.megabytesPerSecond());
        }
    }

    private static String speed(double megabytesPerSecond) {
        if (megabytesPerSecond == 0) {
            return "-";
        }
        return String.format(Locale.ROOT, megabytesPerSecond < 100 ? "%.1f" : "%.0f", megabytesPerSecond);
    }
}
