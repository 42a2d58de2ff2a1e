package dev.holdfast.server.config;

import dev.holdfast.control.config.Kind;
import dev.holdfast.control.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What can be set about the server's log. */
public final class LogSettings {
    private static final String LOG = "log";
    private static final List<String> LEVELS = List.of("info", "warning", "error");

    public static final Setting<String> SERVER_LEVEL = level(
            "server", "What the log holds of the server itself: start, end, certificate, configuration, and what failed beside requests.");
    public static final Setting<String> REQUESTS_LEVEL = level(
            "requests", "What the log holds of requests: all, or from error on only those that failed by a fault of the server's.");
    public static final Setting<String> JOBS_LEVEL = level(
            "jobs", "What the log holds of jobs and upkeep: each job's end, or from warning on only what failed.");
    public static final Setting<String> LIBRARIES_LEVEL = Setting.server(
            "log.level.libraries",
            new Kind.Word(LEVELS),
            "warning",
            LOG,
            "What the log holds of what the libraries in the server say.");

    public static final Setting<Long> SAMPLE = Setting.server(
            "log.requests.sample",
            new Kind.Whole("percent", 0, 100),
            100L,
            LOG,
            "Which part of the requests that went well is logged; all of a trace, or nothing of it. Those that failed or were slow always are.");
    public static final Setting<Duration> SLOW = Setting.server(
            "log.requests.slow",
            new Kind.Time(Duration.ZERO, Duration.ofHours(1)),
            Duration.ofSeconds(1),
            LOG,
            "A request that took at least this long is logged whatever part is sampled.");
    public static final Setting<List<String>> QUIET = Setting.server(
            "log.requests.quiet",
            new Kind.Words(Pattern.compile("/[A-Za-z0-9/{}._-]{0,200}"), 100, "[\"/metrics\"]"),
            List.of("/health/live", "/health/ready", "/metrics"),
            LOG,
            "Routes, as the log names them, of which requests that went well are never logged.");

    static final List<Setting<?>> ALL = List.of(SERVER_LEVEL, REQUESTS_LEVEL, JOBS_LEVEL, LIBRARIES_LEVEL, SAMPLE, SLOW, QUIET);

    private LogSettings() {}

    private static Setting<String> level(String component, String description) {
        return Setting.server("log.level." + component, new Kind.Word(LEVELS), "info", LOG, description);
    }
}
