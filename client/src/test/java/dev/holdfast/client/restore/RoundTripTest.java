package dev.holdfast.client.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.backup.Backup;
import dev.holdfast.client.backup.BackupReport;
import dev.holdfast.client.backup.BackupRequest;
import dev.holdfast.client.backup.ScanRules;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.select.PathRules;
import dev.holdfast.engine.select.SizeLimit;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
    private static final ScanRules EVERYTHING = new ScanRules(
            PathRules.everything(),
            ScanRules.Mounts.ENTER,
            ScanRules.Caches.TAKE,
            SizeLimit.NONE,
            ScanRules.Change.FULL);

    private final FileSystemAccess access = FileSystems.best();

    @TempDir
    Path directory;

    @Test
    void restoreIsIdenticalAndUnchangedBackupStoresOnlyWhatChangedAboveItsSource() throws IOException {
        Path source = Files.createDirectories(directory.resolve("source"));
        fill(source, new Random(7));
        try (Repository repository = TestRepositories.open(directory.resolve("repository"), new MemoryMetadataStore())) {
            BackupReport first = backup(repository, source);
            BackupReport again = backup(repository, source);
            assertEquals(0, again.totals().bytesRead());
            assertEquals(levelsChanged(repository, first, again, source), again.totals().newChunks());

            // The directory for temporary files may change in this way at any time.
            Files.setLastModifiedTime(directory, FileTime.fromMillis(0));
            BackupReport changedAbove = backup(repository, source);
            assertEquals(0, changedAbove.totals().bytesRead());
            assertEquals(directory.getNameCount(), changedAbove.totals().newChunks());
            assertEquals(directory.getNameCount(), levelsChanged(repository, again, changedAbove, source));

            Path target = directory.resolve("target");
            RestoreProgress restored = restore(repository, source, target);
            assertEquals(0, restored.failed());
            assertEquals(List.of(), differences(source, target));
        }
    }

    /** Depth of the deepest directory above the source that is not the same in both: one chunk for each level from there up to the root. */
    private static int levelsChanged(Repository repository, BackupReport before, BackupReport after, Path source) {
        Fingerprint one = tree(repository, before);
        Fingerprint other = tree(repository, after);
        int changed = 0;
        int level = 0;
        for (FileName name : RawPath.of(RawPath.ROOT, source.toString()).names()) {
            level++;
            Node here = DirectoryCursor.find(repository.structures(), one, name).orElseThrow();
            Node there = DirectoryCursor.find(repository.structures(), other, name).orElseThrow();
            changed = here.attributes().equals(there.attributes()) ? changed : level;
            one = ((Node.Directory) here).tree();
            other = ((Node.Directory) there).tree();
        }
        assertEquals(one, other, "the source itself");
        return changed;
    }

    private static Fingerprint tree(Repository repository, BackupReport report) {
        return repository
                .open(repository.metadata().snapshot(report.snapshot().orElseThrow()).orElseThrow())
                .manifest()
                .tree();
    }

    private BackupReport backup(Repository repository, Path source) {
        List<String> unreadable = new ArrayList<>();
        BackupRequest request = new BackupRequest(
                new BackupRequest.Sources.Paths(List.of(RawPath.of(RawPath.ROOT, source.toString()))),
                new BackupRequest.Identity(new Timestamp(0, 0), "host", "user", List.of()),
                EVERYTHING,
                new BackupRequest.Parent.Latest(),
                BackupRequest.Effect.STORE);
        BackupReport report =
                new Backup(repository, access, request, (path, cause) -> unreadable.add(path + ": " + cause)).run();
        assertEquals(List.of(), unreadable);
        return report;
    }

    private RestoreProgress restore(Repository repository, Path source, Path target) {
        RestoreRequest request = new RestoreRequest(
                RawPath.of(RawPath.ROOT, source.toString()),
                RawPath.of(RawPath.ROOT, target.toString()),
                PathRules.everything(),
                new RestoreRequest.TargetRules(
                        RestoreRequest.Overwrite.ALWAYS,
                        RestoreRequest.Extra.KEEP,
                        RestoreRequest.Owners.BY_ID,
                        RestoreRequest.Privileged.RESTORE,
                        RestoreRequest.Effect.WRITE));
        RestoreListener listener = new RestoreListener() {
            @Override
            public void failed(RawPath path, String cause) {
                throw new AssertionError(path + ": " + cause);
            }

            @Override
            public void warning(RawPath path, String cause) {
                throw new AssertionError(path + ": " + cause);
            }
        };
        return new Restore(repository, access, repository.resolve("latest"), request, listener).run();
    }

    private static void fill(Path source, Random random) throws IOException {
        for (int d = 0; d < 20; d++) {
            Path inside = Files.createDirectories(source.resolve("d" + d + "/inner/" + "deep/".repeat(d)));
            for (int f = 0; f < 40; f++) {
                byte[] content = new byte[random.nextInt(f == 0 ? 300_000 : 6_000)];
                random.nextBytes(content);
                Files.write(inside.resolve("f" + f), content);
            }
            Files.createSymbolicLink(inside.resolve("link"), Path.of("f1"));
            Files.createLink(inside.resolve("hard"), inside.resolve("f2"));
        }
        Path wide = Files.createDirectories(source.resolve("wide"));
        for (int f = 0; f < 3000; f++) {
            Files.writeString(wide.resolve("n" + f), "content " + f);
        }
    }

    private static List<String> differences(Path source, Path target) throws IOException {
        Process rsync = new ProcessBuilder("rsync", "-nacAXHi", "--delete", source + "/", target + "/")
                .redirectErrorStream(true)
                .start();
        List<String> lines = rsync.inputReader().lines().toList();
        try {
            assertEquals(0, rsync.waitFor(), () -> String.join("\n", lines));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertTrue(Files.isDirectory(target));
        return lines;
    }
}
