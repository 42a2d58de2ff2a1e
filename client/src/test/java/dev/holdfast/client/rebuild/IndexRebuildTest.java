package dev.holdfast.client.rebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.backup.TestBackups;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import dev.holdfast.testkit.contract.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rebuild makes out of packs, against the index that the backups made. */
final class IndexRebuildTest {
    private static final int HEADER_BYTES = 48;

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final MemoryMetadataStore rows = new MemoryMetadataStore();
    private final MemoryMetadataStore fresh = new MemoryMetadataStore();
    private final Path directory;
    private final Repository repository;

    IndexRebuildTest(@TempDir Path directory) {
        this.directory = directory;
        this.repository = TestRepositories.open(directory.resolve("repository"), rows);
    }

    @BeforeEach
    void backUp() throws IOException {
        Path source = directory.resolve("source");
        Files.createDirectories(source.resolve("inner"));
        for (int i = 0; i < 20; i++) {
            Files.write(source.resolve("inner/f" + i), noise(20_000));
        }
        TestBackups.backup(repository, source);
        Files.write(source.resolve("later"), noise(50_000));
        TestBackups.backup(repository, source);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void packsGiveTheIndexThatTheBackupsMade() {
        RebuiltIndex rebuilt = rebuild();
        assertTrue(rebuilt.isWhole());
        assertEquals(List.of(), rebuilt.damage());
        assertEquals(rebuilt.totals().totalPacks(), rebuilt.totals().packs());
        assertTrue(rebuilt.totals().bytesRead() > 0 && rebuilt.totals().bytesRead() <= rebuilt.totals().totalBytes());
        for (PackRow row : packs()) {
            PackRow again = fresh.pack(row.id()).orElseThrow();
            assertEquals(row.kind(), again.kind());
            assertEquals(row.sealed(), again.sealed());
            assertEquals(rows.contents(row.id()), fresh.contents(row.id()));
        }
        assertEquals(snapshots(rows), snapshots(fresh));
        repository.snapshots().forEach(snapshot -> assertEquals(
                snapshot.manifest(),
                repository.open(new EmbeddedMetadataService(fresh, Seeds.entropy(1)).snapshot(snapshot.id()).orElseThrow()).manifest()));
    }

    @Test
    void packsWithoutHeaderOrTableGiveAllTheirSegmentsAndThoseOfStructureLeaveDoubt() throws IOException {
        for (PackRow row : packs()) {
            byte[] bytes = Files.readAllBytes(file(row.id()));
            if (random.nextBoolean()) {
                Files.write(file(row.id()), Arrays.copyOf(bytes, bytes.length - 1 - random.nextInt(32)));
            } else {
                Arrays.fill(bytes, 0, HEADER_BYTES, (byte) 0);
                Files.write(file(row.id()), bytes);
            }
        }
        RebuiltIndex rebuilt = rebuild();
        assertEquals(List.of(), rebuilt.report().lost(), this::replay);
        assertEquals(Map.of(), rebuilt.report().unreadable());
        assertFalse(rebuilt.isWhole());
        for (PackRow row : packs()) {
            assertEquals(rows.contents(row.id()), fresh.contents(row.id()), this::replay);
            assertEquals(row.kind(), fresh.pack(row.id()).orElseThrow().kind());
            List<PackDamage> said = rebuilt.damage().stream().filter(damage -> damage.pack().equals(row.id())).toList();
            assertEquals(1, said.size());
            assertEquals(row.kind() == PackKind.STRUCTURE, said.getFirst().loss() == PackDamage.Loss.SNAPSHOTS);
        }
    }

    @Test
    void oneChangedByteCostsOneSegmentAtMostAndIsTold() throws IOException {
        for (int i = 0; i < 30; i++) {
            PackRow row = packs().get(random.nextInt(packs().size()));
            byte[] sound = Files.readAllBytes(file(row.id()));
            byte[] bytes = sound.clone();
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(row.id()), bytes);

            MemoryMetadataStore store = new MemoryMetadataStore();
            RebuiltIndex rebuilt = new IndexRebuild(repository, store).run();
            assertFalse(rebuilt.damage().isEmpty() && rebuilt.report().unreadable().isEmpty(), () -> at + " of " + row + replay());
            Set<Fingerprint> hit = contents(row.id()).segments().stream()
                    .filter(segment -> at >= segment.offset() && at < segment.offset() + segment.length())
                    .flatMap(segment -> segment.chunks().stream())
                    .collect(Collectors.toSet());
            assertTrue(hit.containsAll(rebuilt.report().lost()), () -> at + " of " + row + replay());
            List<Fingerprint> others = contents(row.id()).segments().stream()
                    .flatMap(segment -> segment.chunks().stream())
                    .filter(chunk -> !hit.contains(chunk))
                    .toList();
            assertEquals(others.size(), store.present(others).cardinality(), () -> at + " of " + row + replay());
            Files.write(file(row.id()), sound);
        }
    }

    @Test
    void lostChunksAreThoseThatNoOtherPackHolds() throws IOException {
        PackRow row = packs().stream()
                .filter(pack -> pack.kind() == PackKind.DATA)
                .max((one, other) -> Long.compare(size(one), size(other)))
                .orElseThrow();
        Files.delete(file(row.id()));
        Set<Fingerprint> gone = new HashSet<>();
        contents(row.id()).segments().forEach(segment -> gone.addAll(segment.chunks()));
        RebuiltIndex rebuilt = rebuild();
        assertEquals(gone, Set.copyOf(rebuilt.report().lost()));
        assertEquals(gone, Set.copyOf(fresh.damaged(1000)));
        assertEquals(snapshots(rows), snapshots(fresh));
    }

    @Test
    void packUnderTheNameOfAnotherIsNotUsed() throws IOException {
        PackId one = packs().getFirst().id();
        PackId other = packs().getLast().id();
        Files.copy(file(one), file(other), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Set.of(other), rebuild().report().unreadable().keySet());
    }

    @Test
    void cancelledRebuildStopsWithAWordOnWhatToDo() {
        IndexRebuild rebuild = new IndexRebuild(repository, fresh);
        rebuild.cancel();
        HoldfastException failure = assertThrows(HoldfastException.class, rebuild::run);
        assertEquals(ErrorCode.INTERRUPTED, failure.code());
        assertTrue(failure.next().contains("rebuild-index"));
    }

    private RebuiltIndex rebuild() {
        return new IndexRebuild(repository, fresh).run();
    }

    private List<PackRow> packs() {
        return rows.packs(Optional.empty(), 1000);
    }

    private PackContents contents(PackId pack) {
        return rows.contents(pack).orElseThrow();
    }

    private static long size(PackRow row) {
        return row.sealed().orElseThrow().sizeBytes();
    }

    private Map<SessionId, Fingerprint> snapshots(MemoryMetadataStore store) {
        return new EmbeddedMetadataService(store, Seeds.entropy(1)).snapshots().stream().collect(Collectors.toMap(Snapshot::id, Snapshot::manifest));
    }

    private Path file(PackId pack) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("repository/packs"))) {
            return files.filter(file -> file.endsWith(pack.toString())).findFirst().orElseThrow();
        }
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String replay() {
        return Seeds.replay(seed);
    }
}
