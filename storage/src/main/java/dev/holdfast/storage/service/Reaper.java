package dev.holdfast.storage.service;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Clock;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.SessionRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Closes the sessions of those who are gone: at once if their process has provably ended, otherwise when their heartbeat has
 * stood still for a lease on this reaper's own monotonic clock. Closing is a compare-and-set against the commit, so a wrong
 * guess costs a backup that has to be started again and nothing else. Thread-safe.
 */
public final class Reaper {
    /** Agents beat several times within this span. */
    public static final long DEFAULT_LEASE_MILLIS = TimeUnit.MINUTES.toMillis(15);

    private final MetadataStore store;
    private final SessionLedger sessions;
    private final ProcessTable processes;
    private final Clock clock;
    private final long leaseNanos;
    private final Map<SessionId, Pulse> pulses = new HashMap<>();

    /** A heartbeat counter and when it was first seen at this value. */
    private record Pulse(long beats, long sinceNanos) {}

    public Reaper(MetadataStore store, ProcessTable processes, Clock clock, long leaseMillis) {
        this.store = store;
        this.sessions = new SessionLedger(store);
        this.processes = processes;
        this.clock = clock;
        this.leaseNanos = TimeUnit.MILLISECONDS.toNanos(leaseMillis);
    }

    /** Looks at every active session once and returns those that it closed. */
    public synchronized List<SessionId> reap() {
        List<SessionRow> active = store.activeSessions();
        forgetAllBut(active.stream().map(SessionRow::id).collect(Collectors.toSet()));
        List<SessionId> closed = new ArrayList<>();
        for (SessionRow row : active) {
            if ((processes.isGone(row.owner()) || isSilent(row.id())) && sessions.expire(row.id())) {
                pulses.remove(row.id());
                closed.add(row.id());
            }
        }
        return closed;
    }

    /** Active sessions whose process has provably ended, which {@link #reap} would close at once. */
    public List<SessionId> gone() {
        return store.activeSessions().stream()
                .filter(row -> processes.isGone(row.owner()))
                .map(SessionRow::id)
                .toList();
    }

    private boolean isSilent(SessionId session) {
        Pulse now = new Pulse(store.beats(session), clock.monotonicNanos());
        Pulse before = pulses.putIfAbsent(session, now);
        if (before == null) {
            return false;
        }
        if (before.beats() != now.beats()) {
            pulses.put(session, now);
            return false;
        }
        return now.sinceNanos() - before.sinceNanos() >= leaseNanos;
    }

    private void forgetAllBut(Set<SessionId> active) {
        pulses.keySet().retainAll(active);
    }
}
