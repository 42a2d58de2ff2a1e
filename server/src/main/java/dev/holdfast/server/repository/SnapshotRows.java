package dev.holdfast.server.repository;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.server.repository.SnapshotRow.AgentReference;
import dev.holdfast.server.tenant.AgentNames;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the rows that the protocol gives. Thread-safe. */
public final class SnapshotRows {
    private final SessionRegistry sessions;
    private final AgentNames agents;

    public SnapshotRows(SessionRegistry sessions, AgentNames agents) {
        this.sessions = sessions;
        this.agents = agents;
    }

    /** The row of one. */
    public SnapshotRow of(TenantName tenant, Snapshot snapshot) {
        return row(tenant, snapshot, sessions.origin(tenant, snapshot.id()));
    }

    List<SnapshotRow> of(TenantName tenant, List<Snapshot> snapshots) {
        Map<SessionId, SnapshotOrigin> origins = sessions.origins(tenant);
        return snapshots.stream()
                .map(snapshot -> row(tenant, snapshot, Optional.ofNullable(origins.get(snapshot.id()))))
                .toList();
    }

    private SnapshotRow row(TenantName tenant, Snapshot snapshot, Optional<SnapshotOrigin> origin) {
        return new SnapshotRow(
                snapshot.id().toString(),
                snapshot.sequence(),
                snapshot.version(),
                snapshot.manifest().toString(),
                snapshot.sealedManifest(),
                snapshot.labels().protection() == Protection.PROTECTED,
                snapshot.labels().sealedTags(),
                origin.flatMap(SnapshotOrigin::agent)
                        .map(id -> new AgentReference(id, agents.name(tenant, id).orElse(id)))
                        .orElse(null),
                origin.map(SnapshotOrigin::committed).orElse(null),
                origin.flatMap(SnapshotOrigin::totals).orElse(null));
    }
}
