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
import java.util.concurrent.atomic.AtomicLong;

/** The reaper of each tenant, kept because it remembers heartbeats between its rounds. Thread-safe. */
public final class Reapers {
    /** Agents beat every few seconds; the session of one that is silent is closed, and its claims are free, at the latest after this. */
    public static final long LEASE_MILLIS = TimeUnit.SECONDS.toMillis(60);

    /** How often to look. */
    public static final long EVERY_MILLIS = TimeUnit.SECONDS.toMillis(5);

    /** A last heartbeat may be noticed one round late, and so may be that it was the last. */
    private static final long SILENCE_MILLIS = LEASE_MILLIS - 2 * EVERY_MILLIS;

    private final Repositories repositories;
    private final Clock clock;
    private final Map<TenantName, Reaper> reapers = new ConcurrentHashMap<>();
    private final AtomicLong expired = new AtomicLong();

    public Reapers(Repositories repositories, Clock clock) {
        this.repositories = repositories;
        this.clock = clock;
    }

    Reaper of(TenantName tenant) {
        return reapers.computeIfAbsent(
                tenant,
                name -> new Reaper(repositories.of(name).rows(), ProcessTable.system(), clock, SILENCE_MILLIS));
    }

    /** Closes the sessions of a tenant's agents that are gone. */
    public List<SessionId> reap(TenantName tenant) {
        List<SessionId> closed = of(tenant).reap();
        expired.addAndGet(closed.size());
        return closed;
    }

    /** How many sessions were closed since the start. */
    public long expired() {
        return expired.get();
    }

    /** Forgets a tenant that is being removed. */
    public void removeTenant(TenantName tenant) {
        reapers.remove(tenant);
    }
}
