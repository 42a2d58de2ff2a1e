package dev.holdfast.client.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.TreeLimits;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries that no chunk of a directory can hold, as other systems than the one of the test may have them. */
class UnstorableEntriesTest {
    private static final List<ExtendedAttribute> TOO_MANY = Collections.nCopies(
            65, new ExtendedAttribute("user.long".getBytes(StandardCharsets.UTF_8), new byte[TreeLimits.MAX_EXTENDED_BYTES]));

    @TempDir
    Path directory;

    private final Set<String> unreadable = new TreeSet<>();
    private Path source;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        source = Files.createDirectories(directory.resolve("above/source"));
        repository = TestRepositories.open(directory.resolve("repository"), new MemoryMetadataStore());
        Files.writeString(source.resolve("a"), "first");
        Files.writeString(source.resolve("huge-file"), "content");
        Files.writeString(Files.createDirectory(source.resolve("huge-directory")).resolve("inside"), "inside");
        Files.createSymbolicLink(source.resolve("huge-link"), Path.of("a"));
        Files.writeString(source.resolve("z"), "last");
    }

    @AfterEach
    void close() {
        repository.close();
    }

    /** Everything named huge has more extended attributes than a node can hold, and a link of that name the longest of targets. */
    private static FileSystemAccess withHugeOnes(String name) {
        return AlteredFileSystem.with((call, path, real) -> {
            boolean huge = !path.names().isEmpty() && path.names().getLast().toString().startsWith(name);
            return switch (call) {
                case "extendedAttributes" -> huge ? TOO_MANY : real.get();
                case "readLink" -> huge ? new byte[TreeLimits.MAX_TARGET_BYTES + 1] : real.get();
                default -> real.get();
            };
        });
    }

    private BackupReport backup(FileSystemAccess access, Path... sources) {
        unreadable.clear();
        return TestBackups.run(repository, access, List.of(sources), (path, cause) -> {
            synchronized (unreadable) {
                unreadable.add(directory.relativize(Path.of(path.toString())) + ": " + cause.replaceAll("[0-9].*", ""));
            }
        });
    }

    private SnapshotInfo snapshot(BackupReport report) {
        return repository.open(repository.metadata().snapshot(report.snapshot().orElseThrow()).orElseThrow());
    }

    private List<String> names(SnapshotInfo snapshot, Path path) {
        Node.Directory found = (Node.Directory) node(snapshot, path);
        List<String> names = new ArrayList<>();
        new DirectoryCursor(repository.structures(), found.tree()).forEachRemaining(node -> names.add(node.name().toString()));
        return names;
    }

    private Node node(SnapshotInfo snapshot, Path path) {
        Node found = null;
        var tree = snapshot.manifest().tree();
        for (FileName name : TestBackups.pathOf(path).names()) {
            found = DirectoryCursor.find(repository.structures(), tree, name).orElseThrow();
            tree = found instanceof Node.Directory below ? below.tree() : tree;
        }
        return Objects.requireNonNull(found);
    }

    @Test
    void whatCannotBeStoredIsNamedAndTheRestIsSaved() {
        String why = "it cannot be stored: the length of ";
        for (int time = 0; time < 2; time++) {
            BackupReport report = backup(withHugeOnes("huge"), source);
            assertEquals(
                    Set.of(
                            "above/source/huge-directory: " + why + "all extended attributes of a file is ",
                            "above/source/huge-file: " + why + "all extended attributes of a file is ",
                            "above/source/huge-link: " + why + "all extended attributes of a file is "),
                    unreadable);
            assertEquals(List.of("a", "z"), names(snapshot(report), source));
            assertEquals(Manifest.Completeness.INCOMPLETE, snapshot(report).manifest().completeness());
            assertEquals(3, report.totals().unreadable());
            assertEquals(0, report.totals().others());
            assertEquals(1, report.totals().directories());
        }
        assertEquals(List.of("a", "huge-directory", "huge-file", "huge-link", "z"), names(snapshot(backup(withHugeOnes("-"), source)), source));
        assertEquals(Set.of(), unreadable);
    }

    @Test
    void aGivenPathThatCannotBeStoredCostsOnlyItself() {
        BackupReport report = backup(withHugeOnes("huge"), source.resolve("huge-file"), source.resolve("z"));
        assertEquals(1, unreadable.size());
        assertEquals(List.of("z"), names(snapshot(report), source));
        HoldfastException failure =
                assertThrows(HoldfastException.class, () -> backup(withHugeOnes("huge"), source.resolve("huge-file")));
        assertEquals(ErrorCode.PATH_NOT_FOUND, failure.code());
    }

    @Test
    void aDirectoryAboveThatCannotBeStoredLosesOnlyItsAttributes() {
        BackupReport report = backup(withHugeOnes("above"), source);
        assertEquals(
                Set.of("above: the snapshot lacks its extended attributes: the length of all extended attributes of a file is "),
                unreadable);
        assertEquals(5, names(snapshot(report), source).size());
        assertTrue(node(snapshot(report), directory.resolve("above")).attributes().extended().isEmpty());
        assertEquals(Manifest.Completeness.INCOMPLETE, snapshot(report).manifest().completeness());
    }
}
