package dev.holdfast.server.flag;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.server.telemetry.StructuredLog;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A file of flags of whose changes the log tells. Thread-safe. */
final class WatchedFile implements FlagSource {
    private static final int PROBLEMS_LOGGED = 5;

    private final Path path;
    private final FlagFile file;
    private final StructuredLog log;

    private WatchedFile(Path path, FlagFile file, StructuredLog log) {
        this.path = path;
        this.file = file;
        this.log = log;
    }

    /** Reads the first version, which has to be sound. */
    static WatchedFile open(Path path, StructuredLog log) {
        return new WatchedFile(path, FlagFile.open(path), log);
    }

    @Override
    public RuleSet current() {
        return file.current();
    }

    @Override
    public void refresh() {
        switch (file.look()) {
            case FlagFile.Change.None none -> {
                // Nearly always.
            }
            case FlagFile.Change.Published published -> log.event(
                    StructuredLog.Level.INFO,
                    "flags_published",
                    Map.of("file", path, "flags_version", published.rules().version().toString(), "flags", published.rules().keys().size()));
            case FlagFile.Change.Refused refused -> log.event(
                    StructuredLog.Level.ERROR,
                    "flags_refused",
                    Map.of(
                            "file", path,
                            "problems", refused.problems().stream().limit(PROBLEMS_LOGGED).map(Problem::toString).collect(Collectors.joining(" | ")),
                            "count", refused.problems().size(),
                            "still_served", file.current().version().toString()));
            case FlagFile.Change.Unreadable unreadable -> log.event(
                    StructuredLog.Level.WARNING,
                    "flags_unreadable",
                    Map.of("file", path, "reason", unreadable.reason(), "still_served", file.current().version().toString()));
        }
    }
}
