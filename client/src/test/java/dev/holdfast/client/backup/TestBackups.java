package dev.holdfast.client.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.select.PathRules;
import dev.holdfast.engine.select.SizeLimit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Backups of directories for tests of what is done with snapshots. */
public final class TestBackups {
    private static final ScanRules EVERYTHING = new ScanRules(
            PathRules.everything(),
            ScanRules.Mounts.ENTER,
            ScanRules.Caches.TAKE,
            SizeLimit.NONE,
            ScanRules.Change.FULL);

    private TestBackups() {}

    /** Backs a directory up, compared with the latest snapshot, and opens what came of it. */
    public static SnapshotInfo backup(Repository repository, Path source) {
        return backup(repository, source, new BackupRequest.Parent.Latest());
    }

    /** The same with every file read. */
    public static SnapshotInfo backupAnew(Repository repository, Path source) {
        return backup(repository, source, new BackupRequest.Parent.None());
    }

    private static SnapshotInfo backup(Repository repository, Path source, BackupRequest.Parent parent) {
        List<String> unreadable = new ArrayList<>();
        BackupReport report = new Backup(
                        repository,
                        FileSystems.best(),
                        request(List.of(source), parent),
                        (path, cause) -> unreadable.add(path + ": " + cause))
                .run();
        assertEquals(List.of(), unreadable);
        return repository.open(repository.metadata().snapshot(report.snapshot().orElseThrow()).orElseThrow());
    }

    /** Backs up through the given access, compared with the latest snapshot. */
    static BackupReport run(Repository repository, FileSystemAccess access, List<Path> sources, BackupListener listener) {
        return new Backup(repository, access, request(sources, new BackupRequest.Parent.Latest()), listener).run();
    }

    private static BackupRequest request(List<Path> sources, BackupRequest.Parent parent) {
        return request(sources, parent, BackupRequest.Effect.STORE);
    }

    static BackupRequest request(List<Path> sources, BackupRequest.Parent parent, BackupRequest.Effect effect) {
        return new BackupRequest(
                new BackupRequest.Sources.Paths(sources.stream().map(TestBackups::pathOf).toList()),
                new BackupRequest.Identity(new Timestamp(0, 0), "host", "user", List.of()),
                EVERYTHING,
                parent,
                effect);
    }

    /** The path of a source as snapshots have it. */
    public static RawPath pathOf(Path source) {
        return RawPath.of(RawPath.ROOT, source.toString());
    }
}
