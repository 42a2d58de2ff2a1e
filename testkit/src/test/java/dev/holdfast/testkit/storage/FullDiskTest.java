package dev.holdfast.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.chunkstore.directory.DirectoryChunkStore;
import dev.holdfast.storage.files.DirectoryFiles;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore.Missing;
import dev.holdfast.testkit.contract.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up or becomes read-only: nothing is acknowledged that is not there, and reading goes on. Needs root on Linux. */
final class FullDiskTest {
    @TempDir
    private Path directory = Path.of("");

    private Optional<SmallDisk> disk = Optional.empty();

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(directory.resolve("disk"), 2048);
        assumeTrue(disk.isPresent(), "only root can mount a small disk");
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk.isPresent()) {
            disk.get().close();
        }
    }

    private SmallDisk disk() {
        return disk.orElseThrow();
    }

    private MetadataStore open() {
        return SqliteMetadataStore.open(disk().directory().resolve("index/metadata.db"), Missing.CREATE, Entropy.system());
    }

    private static ErrorCode codeOf(Runnable action) {
        return assertThrows(HoldfastException.class, action::run).code();
    }

    /** Writes packs until one fails; how many were acknowledged. */
    private static int fill(MetadataStore store) {
        for (int written = 0; ; written++) {
            int from = written * 200;
            try {
                Rows.live(store, Rows.session(1), Rows.data(Rows.chunks(from, from + 200)));
            } catch (HoldfastException e) {
                assertEquals(ErrorCode.DISK_FULL, e.code(), e.toString());
                assertTrue(e.next().contains("free space"), e.next());
                return written;
            }
        }
    }

    @Test
    void indexOnAFullDiskAnswersAndTakesWritesOnceThereIsRoom() throws Exception {
        int written;
        try (MetadataStore store = open()) {
            store.insert(Rows.draft(1));
            written = fill(store);
            assertTrue(written > 5, "only " + written);
            assertEquals(written * 200, store.present(Rows.chunks(0, written * 200 + 200)).cardinality());
            store.verify();
            disk().remount("size=8192k");
            Rows.live(store, Rows.session(1), Rows.data(Rows.chunks(1_000_000, 1_000_200)));
        }
        try (MetadataStore store = open()) {
            store.verify();
            assertEquals(written * 200 + 200, store.statistics().facts());
        }
    }

    @Test
    void indexThatNobodyHasOpenOnAFullDiskIsRead() throws Exception {
        try (MetadataStore store = open()) {
            Rows.live(store, store.insert(Rows.draft(1)).id(), Rows.data(Rows.chunks(0, 10)));
        }
        Path filler = disk().directory().resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            assertThrows(IOException.class, () -> out.write(new byte[4 << 20]));
        }
        try (MetadataStore store = open()) {
            assertEquals(10, store.present(Rows.chunks(0, 10)).cardinality());
            store.verify();
            assertEquals(ErrorCode.DISK_FULL, codeOf(() -> store.insert(Rows.draft(2))));
        }
        Files.delete(filler);
        try (MetadataStore store = open()) {
            store.insert(Rows.draft(2));
        }
    }

    @Test
    void readOnlyIndexAnswersAndRefusesWrites() throws Exception {
        try (MetadataStore store = open()) {
            Rows.live(store, store.insert(Rows.draft(1)).id(), Rows.data(Rows.chunks(0, 10)));
        }
        disk().remount("ro");
        try (MetadataStore store = open()) {
            assertEquals(10, store.present(Rows.chunks(0, 10)).cardinality());
            assertEquals(1, store.activeSessions().size());
            store.verify();
            assertEquals(ErrorCode.ACCESS_DENIED, codeOf(() -> store.insert(Rows.draft(2))));
        }
        disk().remount("rw");
        try (MetadataStore store = open()) {
            store.insert(Rows.draft(2));
        }
    }

    @Test
    void indexOfADeadWriterOnAReadOnlyDiskIsReadOrRefused() throws Exception {
        Path copy = Files.createDirectories(disk().directory().resolve("copy"));
        try (MetadataStore store = open()) {
            Rows.live(store, store.insert(Rows.draft(1)).id(), Rows.data(Rows.chunks(0, 10)));
            for (String name : List.of("metadata.db", "metadata.db-wal")) {
                Files.copy(disk().directory().resolve("index").resolve(name), copy.resolve(name));
            }
        }
        disk().remount("ro");
        ErrorCode code = codeOf(() -> SqliteMetadataStore.open(copy.resolve("metadata.db"), Missing.FAIL, Entropy.system()));
        assertEquals(ErrorCode.ACCESS_DENIED, code);
        disk().remount("rw");
        try (MetadataStore store = SqliteMetadataStore.open(copy.resolve("metadata.db"), Missing.FAIL, Entropy.system())) {
            assertEquals(10, store.present(Rows.chunks(0, 10)).cardinality());
        }
    }

    @Test
    void packThatDoesNotFitLeavesNothing() throws IOException, InterruptedException {
        PackId id = new PackId(Rows.session(1), 0);
        try (ChunkStore store = new DirectoryChunkStore(disk().directory(), Entropy.system())) {
            try (PackSink sink = store.create(id)) {
                assertEquals(ErrorCode.DISK_FULL, codeOf(() -> sink.write(new byte[4 << 20], 0, 4 << 20)));
                assertThrows(IllegalStateException.class, sink::commit);
            }
            assertTrue(store.size(id).isEmpty());
            try (PackSink sink = store.create(id)) {
                sink.write(new byte[1 << 20], 0, 1 << 20);
                sink.commit();
            }
            disk().remount("ro");
            assertEquals(ErrorCode.ACCESS_DENIED, codeOf(() -> store.create(new PackId(id.session(), 1))));
            assertEquals(ErrorCode.ACCESS_DENIED, codeOf(() -> store.delete(id)));
            store.read(id, 0, new byte[100], 0, 100);
            disk().remount("rw");
        }
    }

    @Test
    void objectThatDoesNotFitLeavesTheOldOne() {
        DirectoryFiles files = new DirectoryFiles(disk().directory(), Entropy.system());
        files.replace("config", new byte[100_000]);
        assertEquals(ErrorCode.DISK_FULL, codeOf(() -> files.replace("config", new byte[DirectoryFiles.MAX_BYTES])));
        assertEquals(ErrorCode.DISK_FULL, codeOf(() -> files.create("keys/a", new byte[DirectoryFiles.MAX_BYTES])));
        assertEquals(100_000, files.read("config").orElseThrow().length);
        assertEquals(List.of("config"), files.list(""));
    }
}
