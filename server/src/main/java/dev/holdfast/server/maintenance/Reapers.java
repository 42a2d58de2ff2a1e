package dev.holdfast.server.maintenance;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.storage.service.ProcessTable;
import dev.holdfast.storage.service.Reaper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The reaper of each tenant, kept because it remembers heartbeats between its rounds. Thread-safe. */
public final class Reapers {
    /** Agents beat every few seconds; whoever is silent for this long is gone. */
    public static final long LEASE_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final Repositories repositories;
    private final Clock clock;
    private final Map<TenantName, Reaper> reapers = new ConcurrentHashMap<>();

    public Reapers(Repositories repositories, Clock clock) {
        this.repositories = repositories;
        this.clock = clock;
    }

    Reaper of(TenantName tenant) {
        return reapers.computeIfAbsent(
                tenant,
                name -> new Reaper(repositories.of(name).rows(), ProcessTable.system(), clock, LEASE_MILLIS));
    }

    /** Closes the sessions of a tenant's agents that are gone. */
    public List<SessionId> reap(TenantName tenant) {
        return of(tenant).reap();
    }

    /** Forgets a tenant that is being removed. */
    public void removeTenant(TenantName tenant) {
        reapers.remove(tenant);
    }
}
