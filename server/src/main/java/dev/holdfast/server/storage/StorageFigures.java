package dev.holdfast.server.storage;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.fleet.AgentStore;
import dev.holdfast.server.fleet.BackupReport;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.TenantName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Figures of what tenants store. A count is used again for a while, since it reads all rows of packs. Thread-safe. */
public final class StorageFigures {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Repositories repositories;
    private final AgentStore agents;
    private final Clock clock;
    private final Map<TenantName, Counted> counts = new ConcurrentHashMap<>();

    private record Counted(Census census, long atNanos) {}

    public StorageFigures(Repositories repositories, AgentStore agents, Clock clock) {
        this.repositories = repositories;
        this.agents = agents;
        this.clock = clock;
    }

    Census census(TenantName tenant) {
        long now = clock.monotonicNanos();
        Counted known = counts.get(tenant);
        if (known != null && now - known.atNanos() < FRESH_NANOS) {
            return known.census();
        }
        Census census = Census.of(repositories.of(tenant).rows());
        counts.put(tenant, new Counted(census, now));
        return census;
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

    /** Length of everything in all snapshots, as far as agents reported it; the server cannot see into them. */
    long sourceBytes(TenantName tenant) {
        Map<String, BackupReport> reports = agents.reportsBySnapshot(tenant);
        return census(tenant).snapshots().stream()
                .flatMap(snapshot -> Stream.ofNullable(reports.get(snapshot)))
                .mapToLong(BackupReport::bytes)
                .sum();
    }

    long damagedChunks(TenantName tenant, int limit) {
        return repositories.of(tenant).rows().damaged(limit).size();
    }

    /** Forgets the count of a tenant, after much has changed. */
    public void changed(TenantName tenant) {
        counts.remove(tenant);
    }
}
