package dev.holdfast.client.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.backup.Backup;
import dev.holdfast.client.backup.BackupRequest;
import dev.holdfast.client.backup.ScanRules;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.select.PathRules;
import dev.holdfast.engine.select.SizeLimit;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @TempDir
    Path directory;

    private final MemoryMetadataStore rows = new MemoryMetadataStore();
    private Path source;
    private Repository repository;

    @BeforeEach
    void backUpSomeFiles() throws IOException {
        source = Files.createDirectories(directory.resolve("source/inner"));
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            byte[] content = new byte[20_000];
            random.nextBytes(content);
            Files.write(source.resolve("f" + i), content);
        }
        repository = TestRepositories.open(directory.resolve("repository"), rows);
        backup();
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void soundRepositoryHasNoFindings() {
        CheckReport report = check(CheckRequest.READ_DATA);
        assertEquals(List.of(), report.damage());
        assertEquals(List.of(), report.replaced());
        assertEquals(report.totals().totalBytes(), report.totals().bytesRead());
    }

    @Test
    void flippedBitIsNamedWithItsPackAndFilesAndHealedByTheNextBackupOfTheUnchangedSource() throws IOException {
        Path pack = largestPack();
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 2] ^= 4;
        Files.write(pack, bytes);

        assertEquals(List.of(), check(CheckRequest.PRESENCE).damage());
        CheckReport report = check(CheckRequest.READ_DATA);
        List<Finding.PackDamaged> packs = of(report.damage(), Finding.PackDamaged.class);
        assertEquals(1, packs.size());
        assertEquals(pack.getFileName().toString(), packs.getFirst().pack().toString());
        List<Finding.FileDamaged> files = of(report.damage(), Finding.FileDamaged.class);
        assertEquals(packs.getFirst().chunks().size(), files.size());
        assertTrue(files.stream().allMatch(file -> file.path().toString().startsWith(source + "/f")));

        backup();
        CheckReport healed = check(CheckRequest.READ_DATA);
        assertEquals(List.of(), healed.damage());
        assertEquals(1, healed.replaced().size());
    }

    @Test
    void missingPackIsNamedAndHealedEvenIfItHeldDirectories() throws IOException {
        for (Path pack : packs()) {
            Files.delete(pack);
            CheckReport report = check(CheckRequest.PRESENCE);
            assertTrue(of(report.damage(), Finding.PackGone.class).stream()
                    .anyMatch(gone -> gone.pack().toString().equals(pack.getFileName().toString())));
            backup();
            // The pack of the first snapshot's own manifest may hold nothing that the next backup sees again.
            assertEquals(List.of(), of(check(CheckRequest.PRESENCE).damage(), Finding.FileDamaged.class));
        }
    }

    @Test
    void shortenedPackIsNamed() throws IOException {
        Path pack = largestPack();
        Files.write(pack, Arrays.copyOf(Files.readAllBytes(pack), 1000));
        CheckReport report = check(CheckRequest.PRESENCE);
        assertEquals(1, of(report.damage(), Finding.PackGone.class).size());
    }

    @Test
    void anIndexThatContradictsItselfIsTheFirstFinding() throws SQLException {
        Path file = directory.resolve("other/index/rows.db");
        Path packs = directory.resolve("other");
        repository.close();
        try (var store = SqliteMetadataStore.open(file, SqliteMetadataStore.Missing.CREATE, Entropy.system());
                Repository other = TestRepositories.open(packs, store)) {
            repository = other;
            backup();
            assertEquals(List.of(), new Check(other, store, CheckRequest.PRESENCE).run().damage());
            try (Connection direct = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = direct.createStatement()) {
                assertTrue(statement.executeUpdate("DELETE FROM reference") > 0);
            }
            CheckReport report = new Check(other, store, CheckRequest.PRESENCE).run();
            assertEquals(1, report.damage().size());
            Finding.IndexDamaged damaged = of(report.damage(), Finding.IndexDamaged.class).getFirst();
            assertTrue(damaged.message().contains("references"), damaged::message);
            assertTrue(damaged.next().contains("holdfast rebuild-index"), damaged::next);
            assertEquals(1, report.totals().findings());
            assertEquals(List.of(), store.damaged(10), "nothing was marked by what a damaged index says");
        }
    }

    @Test
    void damageBesideTheSegmentsIsDamageAlthoughEverythingCanBeRead() throws IOException {
        Path pack = largestPack();
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length - 20] ^= 4;
        Files.write(pack, bytes);
        CheckReport report = check(CheckRequest.READ_DATA);
        assertEquals(List.of(), report.replaced());
        assertEquals(1, report.damage().size(), () -> report.damage().toString());
        Finding.PackFrameDamaged frame = of(report.damage(), Finding.PackFrameDamaged.class).getFirst();
        assertEquals(pack.getFileName().toString(), frame.pack().toString());
        assertTrue(frame.next().contains("holdfast rebuild-index"), frame::next);
    }

    @Test
    void partsOfAReadCoverEveryPackOnce() {
        long all = check(CheckRequest.READ_DATA).totals().bytesRead();
        long sum = 0;
        for (int part = 1; part <= 3; part++) {
            sum += check(new CheckRequest(CheckRequest.Depth.READ_DATA, part, 3)).totals().bytesRead();
        }
        assertEquals(all, sum);
    }

    private CheckReport check(CheckRequest request) {
        return new Check(repository, rows, request).run();
    }

    private void backup() {
        ScanRules everything = new ScanRules(
                PathRules.everything(),
                ScanRules.Mounts.ENTER,
                ScanRules.Caches.TAKE,
                SizeLimit.NONE,
                ScanRules.Change.FULL);
        BackupRequest request = new BackupRequest(
                new BackupRequest.Sources.Paths(List.of(RawPath.of(RawPath.ROOT, source.toString()))),
                new BackupRequest.Identity(new Timestamp(0, 0), "host", "user", List.of()),
                everything,
                new BackupRequest.Parent.Latest(),
                BackupRequest.Effect.STORE);
        new Backup(repository, FileSystems.best(), request, (path, cause) -> {
                    throw new AssertionError(path + ": " + cause);
                })
                .run();
    }

    private List<Path> packs() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("repository/packs"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Path largestPack() throws IOException {
        return packs().stream()
                .max(Comparator.comparingLong(pack -> pack.toFile().length()))
                .orElseThrow();
    }

    private static <F extends Finding> List<F> of(List<Finding> findings, Class<F> type) {
        return findings.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
