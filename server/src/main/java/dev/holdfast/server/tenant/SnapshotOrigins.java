package dev.holdfast.server.tenant;

import dev.holdfast.core.id.SessionId;
import java.util.Map;
import java.util.Optional;

/** Where snapshots come from and when they were committed. Thread-safe. */
public interface SnapshotOrigins {
    /** The origin of one snapshot; empty if it was not made through this server. */
    Optional<SnapshotOrigin> origin(TenantName tenant, SessionId snapshot);

    /** The origins of all snapshots of a tenant that were made through this server. */
    Map<SessionId, SnapshotOrigin> origins(TenantName tenant);
}
