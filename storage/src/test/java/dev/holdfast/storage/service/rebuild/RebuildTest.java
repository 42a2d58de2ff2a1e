package dev.holdfast.storage.service.rebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.pack.PackBytes;
import dev.holdfast.core.pack.PackVerifier;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.storage.files.DirectoryFiles;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import dev.holdfast.storage.service.IndexFence;
import dev.holdfast.storage.service.collect.Bench;
import dev.holdfast.storage.service.rebuild.PackCatalogue.Entry;
import dev.holdfast.storage.service.rebuild.PackCatalogue.FoundManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
    private final Bench bench = new Bench();
    private final MemoryMetadataStore fresh = new MemoryMetadataStore();
    private final EmbeddedMetadataService rebuilt = new EmbeddedMetadataService(fresh, new Random(9)::nextBytes);

    @Test
    void everySnapshotComesBackUnderItsNameAndInItsOrder() {
        Snapshot first = bench.snapshot(1, 2);
        Snapshot second = bench.snapshot(2, 3);
        RebuildReport report = rebuild();
        assertEquals(4, report.packs());
        assertTrue(report.lost().isEmpty());
        assertEquals(
                List.of(first.id(), second.id()),
                rebuilt.snapshots().stream().map(Snapshot::id).toList());
        for (int i = 1; i <= 3; i++) {
            assertEquals(
                    bench.service.locate(List.of(Bench.data(i))), rebuilt.locate(List.of(Bench.data(i))));
        }
    }

    @Test
    void aMissingPackLeavesItsSnapshotsWithChunksMarkedAsDamagedThatTheNextBackupHeals() {
        Snapshot whole = bench.snapshot(1);
        Snapshot torn = bench.snapshot(1, 2);
        bench.chunks.delete(bench.packOf(Bench.data(2)));
        RebuildReport report = rebuild();
        assertEquals(List.of(Bench.data(2)), report.lost());
        assertEquals(
                List.of(
                        new RebuildReport.RebuiltSnapshot(whole.id(), whole.manifest(), 0),
                        new RebuildReport.RebuiltSnapshot(torn.id(), torn.manifest(), 1)),
                report.snapshots());
        assertEquals(Set.of(Bench.data(2)), open(torn.id()).damaged());
        SessionId healing = open(torn.id()).id();
        assertInstanceOf(
                CommitOutcome.Incomplete.class, rebuilt.commit(healing, torn.manifest(), torn.sealedManifest()));
    }

    @Test
    void aSnapshotWhoseManifestIsLostIsNotMadeUp() {
        bench.snapshot(1);
        Snapshot torn = bench.snapshot(2);
        PackId structure = bench.packOf(torn.manifest());
        bench.chunks.delete(structure);
        RebuildReport report = rebuild();
        assertEquals(1, report.snapshots().size());
        assertTrue(fresh.pack(structure).isEmpty());
    }

    @Test
    void beginningARebuildVoidsTheOldIndex() {
        MemoryFiles files = new MemoryFiles();
        IndexGenerations generations = new IndexGenerations(files);
        IndexFence old = generations.fence(generations.current());
        assertTrue(old.isCurrent());
        int next = generations.begin();
        assertFalse(old.isCurrent());
        assertEquals(
                ErrorCode.INDEX_DAMAGED,
                assertThrows(HoldfastException.class, generations::current).code());
        assertTrue(generations.finish(next));
        assertEquals(next, generations.current());
    }

    @Test
    void anInterruptedRebuildIsBegunAgainAndTheLaterOneCounts() {
        IndexGenerations generations = new IndexGenerations(new MemoryFiles());
        int interrupted = generations.begin();
        int again = generations.begin();
        assertFalse(generations.finish(interrupted));
        assertTrue(generations.finish(again));
        assertEquals(again, generations.current());
    }

    @Test
    void theLatestReadyIndexIsTheOneThatARebuildReplaces(@TempDir Path directory) throws IOException {
        RepositoryFiles files = new DirectoryFiles(directory, new Random(7)::nextBytes);
        IndexGenerations generations = new IndexGenerations(files);
        assertEquals(0, generations.latestReady());
        assertTrue(generations.finish(generations.begin()));
        generations.begin();
        assertEquals(1, generations.latestReady());
        int third = generations.begin();
        assertTrue(generations.finish(third));
        Files.writeString(directory.resolve("generations/notes.txt"), "a stranger's file");
        assertEquals(third, generations.current());
        assertTrue(generations.fence(third).isCurrent());
    }

    @Test
    void noChangeOfAReplacedIndexIsReported() {
        boolean[] current = {true};
        EmbeddedMetadataService service =
                new EmbeddedMetadataService(bench.store, new Random(5)::nextBytes, () -> current[0]);
        Snapshot snapshot = bench.snapshot(1);
        SessionId session = service.open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN)).id();
        current[0] = false;
        assertFails(ErrorCode.SESSION_EXPIRED, () -> service.allocate(session, PackKind.DATA));
        SnapshotLabels labels = new SnapshotLabels(SnapshotLabels.Protection.NONE, new byte[] {1});
        assertFails(ErrorCode.STORE_BUSY, () -> service.relabel(snapshot, labels));
        Snapshot now = service.snapshot(snapshot.id()).orElseThrow();
        assertFails(ErrorCode.STORE_BUSY, () -> service.forget(now));
    }

    private static void assertFails(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(HoldfastException.class, call).code());
    }

    @Test
    void aCommitIntoAReplacedIndexIsNotReported() {
        boolean[] current = {true};
        EmbeddedMetadataService service =
                new EmbeddedMetadataService(bench.store, new Random(5)::nextBytes, () -> current[0]);
        Snapshot snapshot = bench.snapshot(1);
        SessionId session = service.open(new SessionRequest(Optional.of(snapshot.id()), SessionOwner.UNKNOWN)).id();
        current[0] = false;
        assertInstanceOf(
                CommitOutcome.Expired.class, service.commit(session, snapshot.manifest(), snapshot.sealedManifest()));
    }

    private OpenedSession open(SessionId parent) {
        return rebuilt.open(new SessionRequest(Optional.of(parent), SessionOwner.UNKNOWN));
    }

    private RebuildReport rebuild() {
        return new Rebuild(fresh, new BenchCatalogue()).run(packs -> {});
    }

    /** Reads the contents from the old index, and everything else from the packs. */
    private final class BenchCatalogue implements PackCatalogue {
        @Override
        public void list(Consumer<PackId> each) {
            bench.chunks.list(each);
        }

        @Override
        public Entry read(PackId pack) {
            PackRow row = bench.store.pack(pack).orElseThrow();
            PackBytes bytes = PackBytes.in(bench.chunks, pack);
            PackContents contents = bench.store.contents(pack).orElseThrow();
            List<FoundManifest> manifests = bench.service.snapshots().stream()
                    .filter(snapshot -> holds(contents, snapshot.manifest()))
                    .map(snapshot -> new FoundManifest(
                            snapshot.manifest(),
                            snapshot.id(),
                            Instant.ofEpochSecond(snapshot.sequence()),
                            snapshot.sealedManifest()))
                    .toList();
            return new Entry.Read(
                    row.kind(), bytes.sizeBytes(), PackVerifier.digest(bytes), contents, Set.of(), manifests);
        }

        private static boolean holds(PackContents contents, Fingerprint chunk) {
            return contents.segments().stream().anyMatch(segment -> segment.chunks().contains(chunk));
        }
    }

    private static final class MemoryFiles implements RepositoryFiles {
        private final TreeMap<String, byte[]> files = new TreeMap<>();

        @Override
        public Optional<byte[]> read(String name) {
            return Optional.ofNullable(files.get(name));
        }

        @Override
        public boolean create(String name, byte[] content) {
            return files.putIfAbsent(name, content) == null;
        }

        @Override
        public void replace(String name, byte[] content) {
            files.put(name, content);
        }

        @Override
        public void delete(String name) {
            files.remove(name);
        }

        @Override
        public List<String> list(String prefix) {
            return files.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
        }
    }
}
