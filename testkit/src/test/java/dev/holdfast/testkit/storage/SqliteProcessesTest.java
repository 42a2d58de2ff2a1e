package dev.holdfast.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.id.PackId;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore.Missing;
import dev.holdfast.testkit.contract.Rows;
import dev.holdfast.testkit.contract.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store, and processes that die. */
final class SqliteProcessesTest {
    private static final int PACKS = 40;

    @TempDir
    private Path directory = Path.of("");

    private Path file() {
        return directory.resolve("index ? % é/metadata.db");
    }

    private MetadataStore open() {
        return SqliteMetadataStore.open(file(), Missing.CREATE, Entropy.system());
    }

    private OtherProcess writer(long session, int packs) throws IOException {
        OtherProcess process = OtherProcess.start(
                WritingProcess.class, file().toString(), Long.toString(session), Integer.toString(packs));
        assertEquals("ready", process.line());
        return process;
    }

    @Test
    void processesThatCreateTheStoreAtOnceShareOne() throws Exception {
        List<OtherProcess> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(writer(i, PACKS));
        }
        for (OtherProcess process : processes) {
            process.go();
        }
        for (OtherProcess process : processes) {
            assertEquals(0, process.finish());
        }
        try (MetadataStore store = open()) {
            assertEquals(List.of(1L, 2L, 3L), store.sessions(0, 9).stream().map(row -> row.sequence()).toList());
            assertEquals(3 * PACKS, store.packs(Optional.empty(), 1000).size());
            assertEquals(10 * PACKS, store.present(Rows.chunks(0, 10 * PACKS)).cardinality());
            store.verify();
        }
        try (var left = Files.list(file().resolveSibling("incoming"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void noChangeOfARowIsLostAmongProcesses() throws Exception {
        try (MetadataStore store = open();
                OtherProcess other = writer(1, PACKS)) {
            store.insert(Rows.draft(1));
            other.go();
            for (int i = 0; i < PACKS; i++) {
                Rows.allocate(store, Rows.session(1));
            }
            assertEquals(0, other.finish());
            assertEquals(2 * PACKS, store.session(Rows.session(1)).orElseThrow().packs());
            assertEquals(2 * PACKS, store.packs(Optional.empty(), 1000).size());
            assertEquals(PACKS, store.packs(Optional.empty(), 1000).stream()
                    .filter(row -> row.state() == PackState.LIVE)
                    .count());
        }
    }

    @Test
    void killedWriterLeavesWhatItSaidAndWholeTransactionsOnly() throws Exception {
        long seed = Seeds.next();
        RandomGenerator random = Seeds.generator(seed);
        Set<Integer> said = new HashSet<>();
        for (int round = 0; round < 6; round++) {
            try (OtherProcess writer = writer(1, 1_000_000)) {
                writer.go();
                for (int i = random.nextInt(1, 30); i > 0; i--) {
                    said.add(Integer.parseInt(writer.line()));
                }
                writer.kill();
            }
            try (MetadataStore store = open()) {
                assertWhole(store, said, Seeds.replay(seed));
            }
        }
    }

    private static void assertWhole(MetadataStore store, Set<Integer> said, String message) {
        store.verify();
        int packs = store.session(Rows.session(1)).orElseThrow().packs();
        assertTrue(said.stream().allMatch(ordinal -> ordinal < packs), message);
        assertEquals(packs, store.packs(Optional.empty(), 100_000).size(), message);
        for (int ordinal = 0; ordinal < packs; ordinal++) {
            PackRow row = store.pack(new PackId(Rows.session(1), ordinal)).orElseThrow();
            boolean live = row.state() == PackState.LIVE;
            assertEquals(live ? 10 : 0, store.present(Rows.chunks(ordinal * 10, ordinal * 10 + 10)).cardinality(), message);
            assertTrue(live || !said.contains(ordinal), message);
        }
    }

    @Test
    void halfMadeStoreOfADeadProcessIsSwept() throws IOException {
        Path left = file().resolveSibling("incoming").resolve("metadata.db.1-0.abcdef");
        Files.createDirectories(left.resolveSibling(""));
        Files.write(left, new byte[100]);
        open().close();
        assertFalse(Files.exists(left));
    }
}
