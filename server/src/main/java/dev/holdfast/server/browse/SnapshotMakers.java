package dev.holdfast.server.browse;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.server.tenant.AgentNames;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.server.tenant.SnapshotOrigins;
import dev.holdfast.server.tenant.TenantName;
import java.util.Map;
import java.util.Optional;

/** Which agents made which snapshots, under their names of today. As thread-safe as its parts. */
public final class SnapshotMakers {
    private final SnapshotOrigins origins;
    private final AgentNames agents;

    public SnapshotMakers(SnapshotOrigins origins, AgentNames agents) {
        this.origins = origins;
        this.agents = agents;
    }

    Map<SessionId, SnapshotOrigin> origins(TenantName tenant) {
        return origins.origins(tenant);
    }

    SnapshotView.Origin of(TenantName tenant, SessionId snapshot) {
        return named(tenant, origins.origin(tenant, snapshot));
    }

    SnapshotView.Origin named(TenantName tenant, Optional<SnapshotOrigin> origin) {
        return new SnapshotView.Origin(
                origin.flatMap(SnapshotOrigin::agent)
                        .map(id -> new SnapshotView.AgentReference(id, agents.name(tenant, id).orElse(id))),
                origin.map(SnapshotOrigin::committed));
    }
}
