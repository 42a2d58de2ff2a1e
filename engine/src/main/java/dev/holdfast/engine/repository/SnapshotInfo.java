package dev.holdfast.engine.repository;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.tree.Manifest;
import java.util.List;

/**
 * A snapshot that was opened.
 *
 * @param row the metadata service's row, for changes
 * @param manifest what the backup wrote
 * @param tags the tags as they are now
 */
public record SnapshotInfo(Snapshot row, Manifest manifest, List<String> tags) {
    public SnapshotInfo {
        tags = List.copyOf(tags);
    }

    public SessionId id() {
        return row.id();
    }

    /** Whether {@code forget} refuses it. */
    public boolean isProtected() {
        return row.labels().protection() == SnapshotLabels.Protection.PROTECTED;
    }
}
