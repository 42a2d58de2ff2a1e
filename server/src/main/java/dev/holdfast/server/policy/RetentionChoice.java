package dev.holdfast.server.policy;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.engine.retention.Grouping;
import dev.holdfast.engine.retention.Retention;
import dev.holdfast.engine.retention.RetentionPlan;
import dev.holdfast.engine.retention.SnapshotFacts;
import dev.holdfast.server.tenant.SnapshotOrigin;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a policy's rules forget. Snapshots of one series of one agent are one group, their times are the server's, and those that are
 * protected or too young stay. A pure function.
 */
public final class RetentionChoice {
    private static final Grouping BY_AGENT = new Grouping(EnumSet.of(Grouping.Aspect.HOST));

    private final Policy policy;
    private final Instant now;

    /**
     * The snapshots of a tenant as the server knows them.
     *
     * @param series what tells apart the snapshots of one agent
     * @param arrival when those were here at the latest that did not come through this server
     */
    public record Known(
            List<Snapshot> snapshots, Map<SessionId, SnapshotOrigin> origins, SnapshotSeries.Names series, Instant arrival) {
        public Known {
            snapshots = List.copyOf(snapshots);
            origins = Map.copyOf(origins);
        }

        Instant committed(Snapshot snapshot) {
            return Optional.ofNullable(origins.get(snapshot.id())).map(SnapshotOrigin::committed).orElse(arrival);
        }

        String group(Snapshot snapshot) {
            return Optional.ofNullable(origins.get(snapshot.id()))
                    .map(origin -> origin.agent()
                            .map(agent -> "agent " + agent + " " + series.name(agent, snapshot.id()).orElse(""))
                            .orElse("host " + origin.host()))
                    .orElse("imported");
        }
    }

    public RetentionChoice(Policy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** The snapshots that the rules do not keep, in the order given. */
    public List<Snapshot> forgotten(Known known) {
        if (policy.retention().rules().isEmpty()) {
            return List.of();
        }
        List<SnapshotFacts> facts = known.snapshots().stream().map(snapshot -> facts(snapshot, known)).toList();
        RetentionPlan plan = new Retention(policy.retention().rules(), BY_AGENT, now, ZoneOffset.UTC)
                .decide(facts, Retention.WhenEmptied.REFUSE);
        Set<String> ids = plan.forgotten().stream().map(SnapshotFacts::id).collect(Collectors.toSet());
        return known.snapshots().stream().filter(snapshot -> ids.contains(snapshot.id().toString())).toList();
    }

    private SnapshotFacts facts(Snapshot snapshot, Known known) {
        SnapshotLabels.Protection protection = snapshot.labels().protection();
        Instant committed = known.committed(snapshot);
        boolean mayGo = ProtectionRules.refusal(protection, committed, policy.minimumAgeDays(), now).isEmpty();
        return new SnapshotFacts(
                snapshot.id().toString(),
                snapshot.sequence(),
                committed,
                new SnapshotFacts.Source(known.group(snapshot), List.of()),
                Set.of(),
                mayGo ? SnapshotFacts.Protection.NONE : SnapshotFacts.Protection.PROTECTED);
    }
}
