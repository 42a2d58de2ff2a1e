package dev.holdfast.server.repository;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.event.Event;
import java.util.Map;

/** Gives snapshots other labels, writes that down and tells who listens. Whether it is allowed was decided before. Thread-safe. */
public final class SnapshotLabelling {
    private final RepositoryServices services;
    private final SnapshotRows rows;

    public SnapshotLabelling(RepositoryServices services) {
        this.services = services;
        this.rows = new SnapshotRows(services.sessions(), services.agents());
    }

    /**
     * The snapshot with its new labels.
     *
     * @param snapshot as it was read
     * @throws HoldfastException CHANGED_MEANWHILE if it is not as it was read any more, SNAPSHOT_NOT_FOUND if it was forgotten
     */
    public Snapshot apply(Call call, Snapshot snapshot, SnapshotLabels labels) {
        TenantRepository repository = services.repositories().of(call.tenant());
        if (!repository.service().relabel(snapshot, labels)) {
            throw changed(current(repository, snapshot));
        }
        services.audit().done(
                call,
                "snapshot.relabel",
                snapshot.id().toString(),
                Map.of("protected", Boolean.toString(labels.protection() == Protection.PROTECTED)));
        Snapshot next = current(repository, snapshot);
        services.events().publish(new Event(Event.Topic.SNAPSHOT, call.tenant(), rows.of(call.tenant(), next)));
        return next;
    }

    private static Snapshot current(TenantRepository repository, Snapshot snapshot) {
        return repository.service().snapshot(snapshot.id()).orElseThrow(() -> missing(snapshot.id().toString()));
    }

    static HoldfastException missing(String id) {
        return new HoldfastException(
                ErrorCode.SNAPSHOT_NOT_FOUND, "there is no snapshot " + id, "list those there are: holdfast snapshots");
    }

    static HoldfastException changed(Snapshot snapshot) {
        return new HoldfastException(
                ErrorCode.CHANGED_MEANWHILE,
                "snapshot " + snapshot.id() + " was changed meanwhile and has version " + snapshot.version() + " now",
                "read it again, then repeat the change");
    }
}
