package dev.holdfast.server.storage;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.TenantName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What tenants stored on earlier days. Thread-safe. */
public final class UsageSamples {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "usage_samples",
            List.of(
                    """
                    CREATE TABLE usage_sample(
                        tenant TEXT NOT NULL,
                        time INTEGER NOT NULL,
                        stored_bytes INTEGER NOT NULL,
                        source_bytes INTEGER NOT NULL,
                        snapshots INTEGER NOT NULL,
                        chunks INTEGER NOT NULL,
                        PRIMARY KEY(tenant, time)) WITHOUT ROWID"""));

    /** How far apart samples are. */
    static final Duration EVERY = Duration.ofHours(1);

    private static final Duration KEPT = Duration.ofDays(800);

    private final ControlDatabase database;
    private final StorageFigures figures;
    private final Clock clock;

    /** A sample, in the form in which the API has it. */
    public record Sample(Instant time, long storedBytes, long sourceBytes, long snapshots, long chunks) {}

    public UsageSamples(ControlDatabase database, StorageFigures figures, Clock clock) {
        this.database = database;
        this.figures = figures;
        this.clock = clock;
    }

    /** Takes a sample of a tenant if the last one is old enough. */
    public void takeIfDue(TenantName tenant) {
        Instant now = Instant.ofEpochMilli(clock.now().toEpochMilli());
        Optional<Long> last = database.read(rows ->
                rows.first("SELECT max(time) FROM usage_sample WHERE tenant = ?", row -> row.getLong(1), tenant.text()));
        if (last.filter(time -> Math.abs(now.toEpochMilli() - time) < EVERY.toMillis()).isPresent()) {
            return;
        }
        Census census = figures.census(tenant);
        long sourceBytes = figures.sourceBytes(tenant);
        database.change(rows -> {
            rows.change("DELETE FROM usage_sample WHERE tenant = ? AND time < ?", tenant.text(), now.minus(KEPT).toEpochMilli());
            rows.change(
                    "INSERT OR REPLACE INTO usage_sample(tenant, time, stored_bytes, source_bytes, snapshots, chunks)"
                            + " VALUES(?, ?, ?, ?, ?, ?)",
                    tenant.text(),
                    now.toEpochMilli(),
                    census.live().bytes() + census.condemned().bytes(),
                    sourceBytes,
                    census.snapshots().size(),
                    census.chunks());
        });
    }

    /** The samples since a moment, oldest first, with at most {@code limit} spread over the whole time. */
    public List<Sample> since(TenantName tenant, Instant moment, int limit) {
        List<Sample> all = database.read(rows -> rows.list(
                "SELECT * FROM usage_sample WHERE tenant = ? AND time >= ? ORDER BY time",
                row -> new Sample(
                        Instant.ofEpochMilli(row.getLong("time")),
                        row.getLong("stored_bytes"),
                        row.getLong("source_bytes"),
                        row.getLong("snapshots"),
                        row.getLong("chunks")),
                tenant.text(),
                moment.toEpochMilli()));
        int step = Math.max(1, Math.ceilDiv(all.size(), limit));
        // Counted from the end, so that the newest is always among them.
        return IntStream.range(0, all.size())
                .filter(i -> (all.size() - 1 - i) % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** Removes the samples of a tenant. */
    public void removeTenant(TenantName tenant) {
        database.change(rows -> rows.change("DELETE FROM usage_sample WHERE tenant = ?", tenant.text()));
    }
}
