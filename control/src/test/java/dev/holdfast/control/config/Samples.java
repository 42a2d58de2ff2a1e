package dev.holdfast.control.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One setting of each kind, and documents over them. */
final class Samples {
    static final Setting<Boolean> PAUSED = Setting.server("job.paused", new Kind.Truth(), false, "jobs", "Whether none begins.");
    static final Setting<Long> PLACES =
            Setting.server("limit.upload.places", new Kind.Whole("requests", 1, 1_000), 32L, "limits", "How many at once.");
    static final Setting<Duration> PATIENCE = Setting.server(
            "limit.upload.patience",
            new Kind.Time(Duration.ofMillis(500), Duration.ofMinutes(1)),
            Duration.ofSeconds(10),
            "limits",
            "How long one waits.");
    static final Setting<Long> BUFFER = Setting.server("disk.buffer", new Kind.Size(1 << 10, 1 << 30), 1L << 20, "disk", "How much is held.")
            .where(bytes -> bytes % 1024 == 0 ? Optional.empty() : Optional.of("this is no multiple of 1K"));
    static final Setting<String> LEVEL =
            Setting.server("log.level", new Kind.Word(List.of("info", "warning", "error")), "info", "log", "What is written.");
    static final Setting<String> WHEN = Setting.server(
            "job.when", new Kind.Text(Pattern.compile("[0-9]{2}:[0-9]{2}"), "a time of day such as \"03:30\""), "03:30", "jobs", "When it begins.");
    static final Setting<List<String>> QUIET = Setting.server(
            "log.quiet", new Kind.Words(Pattern.compile("/[a-z/]*"), 3, "[\"/metrics\"]"), List.of("/metrics"), "log", "What is left out.");

    static final Schema SCHEMA = Schema.of(List.of(PAUSED, PLACES, PATIENCE, BUFFER, LEVEL, WHEN, QUIET, AgentSettings.UPLOAD));

    private Samples() {}

    static ConfigurationDocument.Checked read(String json) {
        return ConfigurationDocument.read(SCHEMA, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A document without problems. */
    static ConfigurationDocument document(String json) {
        ConfigurationDocument.Checked checked = read(json);
        if (!checked.problems().isEmpty()) {
            throw new AssertionError(checked.problems().toString());
        }
        return checked.sound();
    }

    static Effective at(ConfigurationDocument document, String id, String... cells) {
        return Effective.resolve(SCHEMA, document, new Instance(Applies.SERVER, id, Set.of(cells)));
    }
}
