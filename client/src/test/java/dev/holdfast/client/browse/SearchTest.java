package dev.holdfast.client.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.backup.TestBackups;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.browse.FileHistory;
import dev.holdfast.engine.browse.Search;
import dev.holdfast.engine.browse.SearchCriteria;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.select.Matching;
import dev.holdfast.engine.select.Patterns;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
    @TempDir
    Path directory;

    private Path source;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        source = directory.resolve("source");
        for (int d = 0; d < 20; d++) {
            Path inside = Files.createDirectories(source.resolve("d" + d + "/inner"));
            Files.writeString(inside.resolve("notes.txt"), "notes " + d);
            Files.write(inside.resolve("data.bin"), new byte[d * 100]);
        }
        repository = TestRepositories.open(directory.resolve("repository"), new MemoryMetadataStore());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void everySnapshotTellsItsMatches() throws IOException {
        SnapshotInfo first = TestBackups.backup(repository, source);
        Files.writeString(source.resolve("d3/wanted.log"), "x");
        SnapshotInfo second = TestBackups.backup(repository, source);
        SnapshotInfo third = TestBackups.backup(repository, source);
        assertEquals(
                List.of(second.id() + " d3/wanted.log", third.id() + " d3/wanted.log"),
                search(repository.structures(), named("*.log"), first, second, third));
        assertEquals(20, search(repository.structures(), named("notes.txt"), first).size());
    }

    @Test
    void patternsWithSlashesAreAnchoredAndLaterOnesTakeBack() {
        SnapshotInfo snapshot = TestBackups.backup(repository, source);
        assertEquals(
                List.of(snapshot.id() + " d1/inner/notes.txt"),
                search(repository.structures(), named(source + "/d1/**/*.txt"), snapshot));
        assertEquals(
                19, search(repository.structures(), named("data.bin", "!" + source + "/d1/inner/data.bin"), snapshot).size());
        assertEquals(List.of(), search(repository.structures(), named("d1/inner"), snapshot));
    }

    @Test
    void sizeTimeAndTypeAllCount() throws IOException {
        Files.setLastModifiedTime(source.resolve("d9/inner/data.bin"), FileTime.fromMillis(86_400_000));
        SnapshotInfo snapshot = TestBackups.backup(repository, source);
        Matching everything = Matching.of(Patterns.none());
        SearchCriteria old = new SearchCriteria(
                everything,
                EnumSet.allOf(NodeType.class),
                SearchCriteria.SizeRange.ANY,
                new SearchCriteria.TimeRange(new Timestamp(0, 0), new Timestamp(90_000, 0)));
        assertEquals(List.of(snapshot.id() + " d9/inner/data.bin"), search(repository.structures(), old, snapshot));
        SearchCriteria large = new SearchCriteria(
                everything,
                Set.of(NodeType.FILE),
                new SearchCriteria.SizeRange(1700, 1800),
                SearchCriteria.TimeRange.ANY);
        assertEquals(
                List.of(snapshot.id() + " d17/inner/data.bin", snapshot.id() + " d18/inner/data.bin"),
                search(repository.structures(), large, snapshot));
        SearchCriteria directories = new SearchCriteria(
                Matching.of(patterns("inner")),
                Set.of(NodeType.DIRECTORY),
                SearchCriteria.SizeRange.ANY,
                SearchCriteria.TimeRange.ANY);
        assertEquals(20, search(repository.structures(), directories, snapshot).size());
    }

    @Test
    void directoriesThatHoldNothingAreReadOnceForAllSnapshots() throws IOException {
        List<SnapshotInfo> snapshots = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Files.writeString(source.resolve("changing"), "version " + i);
            snapshots.add(TestBackups.backup(repository, source));
        }
        List<Fingerprint> read = new ArrayList<>();
        StructureSource counting = (Fingerprint chunk, ChunkType type) -> {
            read.add(chunk);
            return repository.structures().structure(chunk, type);
        };
        search(counting, named("nowhere"), snapshots.toArray(SnapshotInfo[]::new));
        assertEquals(read.size(), Set.copyOf(read).size());
    }

    @Test
    void historyTellsVersionsAndGaps() throws IOException {
        Path file = source.resolve("file");
        List<SnapshotInfo> snapshots = new ArrayList<>();
        for (String content : List.of("", "one", "one", "two", "", "two")) {
            if (content.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, content);
                Files.setLastModifiedTime(file, FileTime.fromMillis(content.hashCode() & 0xFFFFF));
            }
            snapshots.add(TestBackups.backup(repository, source));
        }
        List<FileHistory.Version> versions =
                new FileHistory(repository.structures()).of(TestBackups.pathOf(file), snapshots);
        assertEquals(
                List.of(snapshots.subList(1, 3), snapshots.subList(3, 4), snapshots.subList(5, 6)),
                versions.stream().map(FileHistory.Version::snapshots).toList());
        assertTrue(versions.getFirst().node() instanceof Node.File);
    }

    private SearchCriteria named(String... texts) {
        return SearchCriteria.named(patterns(texts));
    }

    private static Patterns patterns(String... texts) {
        Patterns patterns = Patterns.none();
        for (String text : texts) {
            patterns = patterns.plus(text.getBytes(StandardCharsets.UTF_8));
        }
        return patterns;
    }

    private List<String> search(StructureSource structures, SearchCriteria criteria, SnapshotInfo... snapshots) {
        List<String> found = new ArrayList<>();
        RawPath root = TestBackups.pathOf(source);
        Search search = new Search(structures, criteria, (snapshot, path, node) -> found.add(snapshot.id() + " "
                + path.toString().substring(root.toString().length() + 1)));
        for (SnapshotInfo snapshot : snapshots) {
            search.search(snapshot);
        }
        assertEquals(found.size(), search.found());
        return found;
    }
}
