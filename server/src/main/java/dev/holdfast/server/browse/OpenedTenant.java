package dev.holdfast.server.browse;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.List;

/** A tenant's repository with the keys to read it, for the time of one use. Thread-safe. */
public final class OpenedTenant {
    private final Repository repository;
    private final ManifestCache manifests;

    OpenedTenant(Repository repository, ManifestCache manifests) {
        this.repository = repository;
        this.manifests = manifests;
    }

    public Repository repository() {
        return repository;
    }

    /** All snapshots, oldest first. */
    public List<SnapshotInfo> snapshots() {
        List<Snapshot> rows = repository.metadata().snapshots();
        return rows.stream().map(row -> manifests.open(repository, row)).toList();
    }

    /**
     * One snapshot by its whole id.
     *
     * @throws dev.holdfast.core.error.HoldfastException SNAPSHOT_NOT_FOUND
     */
    public SnapshotInfo snapshot(SessionId id) {
        Snapshot row = repository.metadata().snapshot(id).orElseThrow(() -> BrowseFailures.noSnapshot(id.toString()));
        return manifests.open(repository, row);
    }
}
