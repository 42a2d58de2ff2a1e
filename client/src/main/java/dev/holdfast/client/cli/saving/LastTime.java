package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.BackupRequest;
import dev.holdfast.client.backup.BackupRequest.Sources;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.Arrays;
import java.util.List;

/** How much the same backup held last time: the best guess at how much there is to do now. */
final class LastTime {
    private LastTime() {}

    /** Bytes in the latest snapshot of the same host and paths, or 0. */
    static long bytes(Repository repository, BackupRequest request) {
        if (!repository.keys().canRead() || !(request.sources() instanceof Sources.Paths(List<RawPath> paths))) {
            return 0;
        }
        List<byte[]> wanted = paths.stream().map(RawPath::bytes).toList();
        return repository.snapshots().reversed().stream()
                .filter(snapshot -> snapshot.manifest().host().equals(request.identity().host()))
                .filter(snapshot -> same(snapshot.manifest().paths(), wanted))
                .findFirst()
                .map(LastTime::bytes)
                .orElse(0L);
    }

    private static long bytes(SnapshotInfo snapshot) {
        return snapshot.manifest().statistics().bytes();
    }

    private static boolean same(List<byte[]> one, List<byte[]> other) {
        return one.size() == other.size()
                && one.stream().allMatch(path -> other.stream().anyMatch(candidate -> Arrays.equals(path, candidate)));
    }
}
