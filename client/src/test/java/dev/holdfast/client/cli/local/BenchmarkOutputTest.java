package dev.holdfast.client.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.benchmark.BenchmarkResult;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Console.Settings;
import dev.holdfast.client.cli.output.Terminal;
import dev.holdfast.client.cli.output.Verbosity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchmarkOutputTest {
    private static final List<BenchmarkResult> RESULTS = List.of(
            new BenchmarkResult.Cutting("logs", "fixed", 65536, 0, 1000, 10, 9, 900, 1, 100, 50),
            new BenchmarkResult.Pipeline("logs", 65536, 1, 123.4, 1000, 10, 500),
            new BenchmarkResult.Compressing("logs", 3, 2.5, 99.5, 1234.5),
            new BenchmarkResult.Stage("seal", "AES-256-GCM", 2000));

    private static String printed(Settings.Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Settings settings = new Settings(format, Verbosity.NORMAL, Settings.Colors.NEVER);
        try (Console console = new Console(out, new ByteArrayOutputStream(), Terminal.NONE, settings)) {
            BenchmarkOutput.print(console, RESULTS);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyKindOfFigureHasItsTable() {
        String text = printed(Settings.Format.TEXT);
        for (String part : List.of("64.0 KiB", "123", "2.50", "99.5", "AES-256-GCM", "2000")) {
            assertTrue(text.contains(part), part);
        }
    }

    @Test
    void everyKindOfFigureHasItsObject() {
        String json = printed(Settings.Format.JSON);
        assertEquals(1, json.lines().count());
        for (String kind : List.of("cutting", "pipeline", "compressing", "stage")) {
            assertTrue(json.contains("\"kind\":\"" + kind + "\""), kind);
        }
    }
}
