package dev.holdfast.server.maintenance;

import dev.holdfast.engine.schedule.CronExpression;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.TenantName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Remembers when what was last due, so that a time that passed while the server was down is made up for, once. Thread-safe.
 */
public final class Timetable {
    /** Its table. */
    public static final Migration MIGRATION = new Migration(
            "timetable",
            List.of("CREATE TABLE timetable(tenant TEXT, task TEXT, seen INTEGER NOT NULL, PRIMARY KEY(tenant, task)) WITHOUT ROWID"));

    /** A mark further ahead than this was made by a clock that went wrong. */
    private static final Duration TOO_FAR_AHEAD = Duration.ofDays(1);

    private final ControlDatabase database;

    public Timetable(ControlDatabase database) {
        this.database = database;
    }

    /**
     * Whether a task is due, which it then is not again before its next time. A task that was never seen before is due from its next time
     * on.
     */
    public boolean takeIfDue(TenantName tenant, String task, CronExpression schedule, Instant now) {
        Optional<Instant> seen = seen(tenant, task).filter(mark -> !mark.isAfter(now.plus(TOO_FAR_AHEAD)));
        boolean isDue = seen.flatMap(mark -> schedule.next(mark, ZoneOffset.UTC))
                .filter(due -> !due.isAfter(now))
                .isPresent();
        if (seen.isEmpty() || isDue) {
            mark(tenant, task, now);
        }
        return isDue;
    }

    private Optional<Instant> seen(TenantName tenant, String task) {
        return database.read(rows -> rows.first(
                "SELECT seen FROM timetable WHERE tenant = ? AND task = ?",
                row -> Instant.ofEpochMilli(row.getLong(1)),
                tenant.text(),
                task));
    }

    private void mark(TenantName tenant, String task, Instant now) {
        database.change(rows -> rows.change(
                "INSERT OR REPLACE INTO timetable(tenant, task, seen) VALUES(?, ?, ?)", tenant.text(), task, now.toEpochMilli()));
    }

    /** Removes the marks of a tenant. */
    public void removeTenant(TenantName tenant) {
        database.change(rows -> rows.change("DELETE FROM timetable WHERE tenant = ?", tenant.text()));
    }
}
