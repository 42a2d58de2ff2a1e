package dev.holdfast.server.flag.publish.rollout;

import dev.holdfast.control.flag.life.GuardMetric;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Guard metrics that somebody else measures and reports, such as a monitoring system that calls when an alarm begins and ends. A report
 * counts for a while only: who falls silent holds a roll-out back. Thread-safe.
 */
public final class ReportedMetrics {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "flag_metrics",
            List.of(
                    """
                    CREATE TABLE flag_metric(
                        project TEXT NOT NULL,
                        environment TEXT NOT NULL,
                        metric TEXT NOT NULL,
                        verdict TEXT NOT NULL,
                        detail TEXT NOT NULL,
                        time INTEGER NOT NULL,
                        author TEXT NOT NULL,
                        PRIMARY KEY(project, environment, metric)) WITHOUT ROWID"""));

    /** How long a report counts. */
    public static final Duration FRESH = Duration.ofMinutes(15);

    private final ControlDatabase database;
    private final Clock clock;

    /** What was measured. */
    public enum Verdict {
        HOLDS,
        BROKEN
    }

    /** What somebody said last about a metric. */
    public record Report(String metric, Verdict verdict, String detail, Instant time, String author) {}

    public ReportedMetrics(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Takes a report; the last one counts. */
    public Report report(EnvironmentId environment, String metric, Verdict verdict, String detail, Author by) {
        Report report = new Report(metric, verdict, detail, Instant.ofEpochMilli(clock.now().toEpochMilli()), by.name());
        database.change(rows -> rows.change(
                "INSERT OR REPLACE INTO flag_metric(project, environment, metric, verdict, detail, time, author) VALUES(?, ?, ?, ?, ?, ?, ?)",
                environment.project(),
                environment.environment(),
                metric,
                verdict.name(),
                detail,
                report.time().toEpochMilli(),
                report.author()));
        return report;
    }

    /** The last report of each metric of an environment, by name. */
    public List<Report> list(EnvironmentId environment) {
        return database.read(rows -> rows.list(
                "SELECT * FROM flag_metric WHERE project = ? AND environment = ? ORDER BY metric",
                row -> new Report(
                        row.getString("metric"),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("detail"),
                        Instant.ofEpochMilli(row.getLong("time")),
                        row.getString("author")),
                environment.project(),
                environment.environment()));
    }

    /** A metric as a guard. */
    public GuardMetric guard(EnvironmentId environment, String metric) {
        return question -> reading(metric, list(environment).stream().filter(one -> one.metric().equals(metric)).findFirst());
    }

    private GuardMetric.Reading reading(String metric, Optional<Report> last) {
        if (last.isEmpty()) {
            return new GuardMetric.Reading.Unknown("nobody has reported the metric '" + metric + "' yet");
        }
        Report report = last.get();
        return switch (report.verdict()) {
            // Harm that was reported stays harm until somebody says otherwise.
            case BROKEN -> new GuardMetric.Reading.Broken(report.detail() + " (reported at " + report.time() + ")");
            case HOLDS -> report.time().plus(FRESH).isBefore(clock.now())
                    ? new GuardMetric.Reading.Unknown("the metric '" + metric + "' was reported last at " + report.time())
                    : new GuardMetric.Reading.Holds(report.detail());
        };
    }
}
