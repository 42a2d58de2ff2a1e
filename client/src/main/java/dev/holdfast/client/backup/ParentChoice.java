package dev.holdfast.client.backup;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Picks the snapshot that a backup is compared with. */
final class ParentChoice {
    private ParentChoice() {}

    static Optional<SessionId> choose(Repository repository, BackupRequest request) {
        return switch (request.parent()) {
            case BackupRequest.Parent.None none -> Optional.empty();
            case BackupRequest.Parent.Chosen chosen -> Optional.of(chosen.snapshot());
            case BackupRequest.Parent.Latest latest -> switch (request.sources()) {
                case BackupRequest.Sources.Stream stream -> Optional.empty();
                case BackupRequest.Sources.Paths paths -> latest(repository, request.identity().host(), paths.paths());
            };
        };
    }

    private static Optional<SessionId> latest(Repository repository, String host, List<RawPath> paths) {
        if (!repository.keys().canRead()) {
            return Optional.empty();
        }
        List<SnapshotInfo> snapshots = repository.snapshots();
        for (SnapshotInfo snapshot : snapshots.reversed()) {
            if (snapshot.manifest().host().equals(host) && samePaths(snapshot.manifest().paths(), paths)) {
                return Optional.of(snapshot.id());
            }
        }
        return Optional.empty();
    }

    private static boolean samePaths(List<byte[]> before, List<RawPath> now) {
        return before.size() == now.size()
                && now.stream().allMatch(path -> before.stream().anyMatch(other -> Arrays.equals(other, path.bytes())));
    }
}
