package dev.holdfast.server.browse;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Manifests that were opened, so that a list of thousands of snapshots decrypts each only once. A row that changed counts as unknown.
 * Bounded by the bytes of the sealed manifests, which are about as long as what is made of them. Thread-safe.
 */
final class ManifestCache {
    private static final long CAPACITY_BYTES = 8L << 20;
    private static final int OVERHEAD_BYTES = 512;

    private final Map<SessionId, SnapshotInfo> opened = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    SnapshotInfo open(Repository repository, Snapshot row) {
        return find(row).orElseGet(() -> {
            SnapshotInfo snapshot = repository.open(row);
            put(snapshot);
            return snapshot;
        });
    }

    private synchronized Optional<SnapshotInfo> find(Snapshot row) {
        @Nullable SnapshotInfo found = opened.get(row.id());
        return Optional.ofNullable(found).filter(known -> known.row().version() == row.version());
    }

    private synchronized void put(SnapshotInfo snapshot) {
        @Nullable SnapshotInfo replaced = opened.put(snapshot.id(), snapshot);
        bytes += weight(snapshot) - (replaced == null ? 0 : weight(replaced));
        var eldest = opened.values().iterator();
        while (bytes > CAPACITY_BYTES && opened.size() > 1) {
            bytes -= weight(eldest.next());
            eldest.remove();
        }
    }

    private static long weight(SnapshotInfo snapshot) {
        return OVERHEAD_BYTES + 2L * snapshot.row().sealedManifest().length;
    }

    synchronized void clear() {
        opened.clear();
        bytes = 0;
    }
}
