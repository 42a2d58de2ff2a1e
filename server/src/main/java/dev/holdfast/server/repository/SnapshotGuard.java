package dev.holdfast.server.repository;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.server.api.Call;
import java.time.Instant;
import java.util.Optional;

/** Protects snapshots against those who run the service. Thread-safe. */
public interface SnapshotGuard {
    /**
     * Fails with {@code SNAPSHOT_PROTECTED} if a snapshot is too young to be forgotten.
     *
     * @param committed when it was committed by the server's clock; empty for one that did not come through this server
     */
    void requireForgettable(Call call, SessionId snapshot, Optional<Instant> committed);

    /**
     * Asks to take a snapshot's protection away.
     *
     * @return empty if that may be done at once, otherwise the request that somebody has to approve, as the API gives it
     */
    Optional<Object> requestUnprotect(Call call, SessionId snapshot);
}
