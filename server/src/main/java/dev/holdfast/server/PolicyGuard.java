package dev.holdfast.server;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.policy.SnapshotProtection;
import dev.holdfast.server.repository.SnapshotGuard;
import java.time.Instant;
import java.util.Optional;

/** Lets the repository protocol ask the policies. */
record PolicyGuard(SnapshotProtection protection) implements SnapshotGuard {
    @Override
    public void requireForgettable(Call call, SessionId snapshot, Optional<Instant> committed) {
        protection.requireForgettable(call, snapshot, committed);
    }

    @Override
    public Optional<Object> requestUnprotect(Call call, SessionId snapshot) {
        return protection.requestUnprotect(call, snapshot);
    }
}
