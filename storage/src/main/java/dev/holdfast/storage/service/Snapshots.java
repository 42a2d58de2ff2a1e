package dev.holdfast.storage.service;

import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionRow.CommittedSnapshot;
import dev.holdfast.storage.metadata.SessionState;
import java.util.Arrays;
import java.util.Optional;

/** Session rows seen as snapshots. */
final class Snapshots {
    private Snapshots() {}

    /** The snapshot that a COMMITTED row is. */
    static Optional<Snapshot> of(SessionRow row) {
        return row.state() == SessionState.COMMITTED ? committedBy(row) : Optional.empty();
    }

    /** What a row's session committed, forgotten since or not. */
    static Optional<Snapshot> committedBy(SessionRow row) {
        return row.snapshot().map(committed -> snapshot(row, committed));
    }

    private static Snapshot snapshot(SessionRow row, CommittedSnapshot committed) {
        return new Snapshot(
                row.id(),
                row.sequence(),
                row.version(),
                committed.manifest(),
                committed.sealedManifest(),
                committed.labels());
    }

    /** Whether both hold the same snapshot with the same labels, byte by byte. */
    static boolean same(Optional<CommittedSnapshot> one, Optional<CommittedSnapshot> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return one.get().manifest().equals(other.get().manifest())
                && Arrays.equals(one.get().sealedManifest(), other.get().sealedManifest())
                && same(one.get().labels(), other.get().labels());
    }

    private static boolean same(SnapshotLabels one, SnapshotLabels other) {
        return one.protection() == other.protection() && Arrays.equals(one.sealedTags(), other.sealedTags());
    }
}
