package dev.holdfast.client.cli.upkeep;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes tags and protection of snapshots; when somebody else changes the same one meanwhile, it is done anew on what they left. */
final class LabelChange {
    private static final int ATTEMPTS = 10;

    private final Repository repository;

    LabelChange(Repository repository) {
        this.repository = repository;
    }

    SnapshotInfo protect(SnapshotInfo snapshot, Protection protection) {
        return change(snapshot, current -> new SnapshotLabels(protection, current.row().labels().sealedTags()));
    }

    SnapshotInfo tags(SnapshotInfo snapshot, UnaryOperator<List<String>> edit) {
        return change(snapshot, current -> new SnapshotLabels(
                current.row().labels().protection(), repository.seal(Manifest.encodeTags(edit.apply(current.tags())))));
    }

    private SnapshotInfo change(SnapshotInfo snapshot, Edit edit) {
        SnapshotInfo current = snapshot;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            boolean changed = repository.metadata().relabel(current.row(), edit.of(current));
            Optional<Snapshot> now = repository.metadata().snapshot(snapshot.id());
            if (now.isEmpty()) {
                throw new HoldfastException(ErrorCode.SNAPSHOT_NOT_FOUND, "snapshot " + snapshot.id() + " was forgotten meanwhile");
            }
            current = repository.open(now.get());
            if (changed) {
                return current;
            }
        }
        throw new HoldfastException(ErrorCode.STORE_BUSY, "snapshot " + snapshot.id() + " is being changed by others all the time");
    }

    @FunctionalInterface
    private interface Edit {
        SnapshotLabels of(SnapshotInfo current);
    }
}
