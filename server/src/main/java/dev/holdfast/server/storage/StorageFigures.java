package dev.holdfast.server.storage;

import dev.holdfast.core.protocol.BackupTotals;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.fleet.AgentStore;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.SnapshotOrigins;
import dev.holdfast.server.tenant.TenantName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Figures of what tenants store. A count reads all rows of packs and sessions, so it is used again for a while, unless it is known that a
 * snapshot came or went or a job has ended since it began; what was uploaded meanwhile shows with the next count. Thread-safe.
 */
public final class StorageFigures {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Repositories repositories;
    private final AgentStore agents;
    private final SnapshotOrigins origins;
    private final Clock clock;
    private final Map<TenantName, Counted> counts = new ConcurrentHashMap<>();

    private final Map<TenantName, Long> changes = new ConcurrentHashMap<>();

    /** A count, when it began, and how many changes were known then. */
    record Counted(Census census, Instant time, long atNanos, long changes) {}

    public StorageFigures(Repositories repositories, AgentStore agents, SnapshotOrigins origins, Clock clock) {
        this.repositories = repositories;
        this.agents = agents;
        this.origins = origins;
        this.clock = clock;
    }

    Census census(TenantName tenant) {
        return counted(tenant).census();
    }

    Counted counted(TenantName tenant) {
        long now = clock.monotonicNanos();
        long seen = changes.getOrDefault(tenant, 0L);
        Counted known = counts.get(tenant);
        if (known != null && known.changes() == seen && now - known.atNanos() < FRESH_NANOS) {
            return known;
        }
        Instant time = clock.now();
        Counted fresh = new Counted(Census.of(repositories.of(tenant).rows()), time, now, seen);
        counts.put(tenant, fresh);
        return fresh;
    }

    /** Bytes in packs of a tenant. */
    public long storedBytes(TenantName tenant) {
        Census census = census(tenant);
        return census.live().bytes() + census.condemned().bytes();
    }

    /** Number of a tenant's snapshots. */
    public long snapshots(TenantName tenant) {
        return census(tenant).snapshots().size();
    }

    /** Length of everything in all snapshots, as far as backups told it; the server cannot see into them. */
    long sourceBytes(TenantName tenant) {
        Map<String, Long> told = new HashMap<>();
        agents.reportsBySnapshot(tenant).forEach((snapshot, report) -> told.put(snapshot, report.bytes()));
        origins.origins(tenant)
                .forEach((snapshot, origin) ->
                        origin.totals().ifPresent(totals -> told.put(snapshot.toString(), totals.sourceBytes())));
        // Whatever is told is shown; it must not run over to below zero.
        return census(tenant).snapshots().stream()
                .flatMap(snapshot -> Stream.ofNullable(told.get(snapshot)))
                .reduce(0L, (sum, bytes) -> Math.min(BackupTotals.MAX, sum + Math.min(bytes, BackupTotals.MAX)));
    }

    long damagedChunks(TenantName tenant, int limit) {
        return repositories.of(tenant).rows().damaged(limit).size();
    }

    /** Has a tenant counted anew at the next question. */
    public void changed(TenantName tenant) {
        changes.merge(tenant, 1L, Long::sum);
    }
}
