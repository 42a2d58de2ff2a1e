package dev.holdfast.server.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An agent as the API shows it. */
public record AgentView(
        String id,
        String name,
        String host,
        String version,
        String platform,
        Instant registered,
        Optional<Instant> lastSeen,
        Optional<Instant> lastSuccess,
        Optional<String> lastOutcome,
        Optional<Agent.Problem> lastError,
        List<Agent.Schedule> schedules,
        Optional<Instant> nextDue,
        String state,
        boolean online,
        long snapshots,
        long bytes,
        long storedBytes) {
    /** The view of an agent at a moment. */
    static AgentView of(Agent agent, int lateAfterHours, long snapshots, boolean online, Instant now) {
        return new AgentView(
                agent.id(),
                agent.name(),
                agent.machine().host(),
                agent.machine().version(),
                agent.machine().platform(),
                agent.registered(),
                agent.lastSeen(),
                agent.history().lastSuccess(),
                agent.history().lastOutcome().map(outcome -> outcome.name().toLowerCase(Locale.ROOT)),
                agent.history().lastError(),
                agent.machine().schedules(),
                agent.machine().nextDue(),
                Health.of(agent, lateAfterHours, now).name().toLowerCase(Locale.ROOT),
                online,
                snapshots,
                agent.history().bytes(),
                agent.history().storedBytes());
    }
}
