package dev.holdfast.server.repository;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.server.tenant.TenantName;

/** Hears of snapshots that came and went by somebody's call. Thread-safe. */
public interface SnapshotObserver {
    /**
     * Hears of a backup that became a snapshot, which is durable; of the same one more than once if its answer was lost.
     *
     * @param entry what is known of its session
     * @param storedBytes length of the packs it wrote
     */
    void committed(TenantName tenant, SessionId snapshot, SessionRegistry.Entry entry, long storedBytes);

    /** Hears of a snapshot that was forgotten. */
    void forgotten(TenantName tenant, SessionId snapshot);
}
