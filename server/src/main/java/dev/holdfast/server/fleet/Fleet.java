package dev.holdfast.server.fleet;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.event.Event;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.policy.KnownSnapshots;
import dev.holdfast.server.policy.RetentionChoice;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The machines of tenants as people see them. Thread-safe. */
public final class Fleet {
    private final AgentStore agents;
    private final PolicyStore policies;
    private final KnownSnapshots snapshots;
    private final EventHub events;
    private final Clock clock;

    public Fleet(AgentStore agents, PolicyStore policies, KnownSnapshots snapshots, EventHub events, Clock clock) {
        this.agents = agents;
        this.policies = policies;
        this.snapshots = snapshots;
        this.events = events;
        this.clock = clock;
    }

    /** All agents of a tenant, by name. */
    public List<AgentView> list(TenantName tenant) {
        Map<String, Long> counts = snapshotCounts(tenant);
        return agents.list(tenant).stream().map(agent -> view(agent, counts)).toList();
    }

    /** One agent, or {@code NOT_FOUND}. */
    public AgentView one(TenantName tenant, String id) {
        return view(agents.require(tenant, id), snapshotCounts(tenant));
    }

    /** Notes a backup that was committed, and makes it known. */
    public void committed(TenantName tenant, String id, CommittedBackup backup) {
        agents.committed(tenant, id, backup).ifPresent(this::publish);
    }

    /** Makes known that an agent changed. */
    void publish(Agent agent) {
        if (events.watchers() > 0) {
            events.publish(new Event(Event.Topic.AGENT, agent.tenant(), view(agent, snapshotCounts(agent.tenant()))));
        }
    }

    private AgentView view(Agent agent, Map<String, Long> counts) {
        int late = policies.current(agent.tenant()).policy().lateAfterHours();
        return AgentView.of(agent, late, counts.getOrDefault(agent.id(), 0L), agents.isListening(agent), clock.now());
    }

    private Map<String, Long> snapshotCounts(TenantName tenant) {
        RetentionChoice.Known known = snapshots.of(tenant);
        return known.snapshots().stream()
                .map(snapshot -> Optional.ofNullable(known.origins().get(snapshot.id())))
                .flatMap(origin -> origin.flatMap(SnapshotOrigin::agent).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
