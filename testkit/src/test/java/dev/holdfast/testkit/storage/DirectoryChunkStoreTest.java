package dev.holdfast.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.chunkstore.directory.DirectoryChunkStore;
import dev.holdfast.testkit.contract.ChunkStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryChunkStoreTest extends ChunkStoreContract {
    @TempDir
    private Path directory = Path.of("");

    @Override
    protected ChunkStore openEmpty() {
        return new DirectoryChunkStore(directory.resolve("repository"), Entropy.system());
    }

    private List<Path> incoming() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("repository/packs/incoming"))) {
            return files.toList();
        }
    }

    @Test
    void readingAnEmptyStoreCreatesNothing() {
        assertEquals(Set.of(), listed());
        assertEquals(OptionalLong.empty(), store().size(pack(0)));
        assertFails(ErrorCode.PACK_MISSING, () -> read(pack(0), 0, 1));
        store().delete(pack(0));
        store().sweep();
        assertEquals(false, Files.exists(directory.resolve("repository")));
    }

    @Test
    void packsOfOneSessionSpreadOverTheDirectories() throws IOException {
        for (int ordinal = 0; ordinal < 256; ordinal++) {
            put(pack(ordinal), new byte[1]);
        }
        int used = 0;
        try (var directories = Files.newDirectoryStream(directory.resolve("repository/packs"), "[0-9a-f][0-9a-f]")) {
            for (Path fanOut : directories) {
                try (Stream<Path> files = Files.list(fanOut)) {
                    long count = files.count();
                    assertTrue(count <= 8, fanOut + " has " + count);
                    used += count > 0 ? 1 : 0;
                }
            }
        }
        assertTrue(used > 128, "only " + used + " directories used");
    }

    @Test
    void sweepRemovesWhatDeadWritersLeftAndSparesOtherStoresOfThisProcess() throws IOException {
        ChunkStore other = openEmpty();
        try (PackSink sink = other.create(pack(1))) {
            sink.write(content(1000, 1), 0, 1000);
            Path left = directory.resolve("repository/packs/incoming/" + pack(2) + ".1-0.abcdef");
            Files.write(left, new byte[10]);
            store().sweep();
            assertEquals(false, Files.exists(left));
            sink.commit();
        }
        assertArrayEquals(content(1000, 1), read(pack(1), 0, 1000));
        assertEquals(List.of(), incoming());
        other.close();
    }

    @Test
    void sweepSparesAWriterInAnotherProcessAndRemovesItsFileOnceItIsKilled() throws Exception {
        Path repository = directory.resolve("repository");
        try (OtherProcess writer = OtherProcess.start(HoldingWriter.class, repository.toString())) {
            assertEquals("writing", writer.line());
            store().sweep();
            assertEquals(1, incoming().size());
            writer.kill();
        }
        store().sweep();
        assertEquals(List.of(), incoming());
        assertEquals(Set.of(), listed());
    }

    /** Starts a pack and never ends it. */
    static final class HoldingWriter {
        private HoldingWriter() {}

        public static void main(String[] args) throws IOException {
            try (ChunkStore store = new DirectoryChunkStore(Path.of(args[0]), Entropy.system());
                    PackSink sink = store.create(pack(7))) {
                sink.write(content(100_000, 7), 0, 100_000);
                System.out.println("writing");
                System.in.read();
            }
        }
    }

    @Test
    void strangersInTheDirectoryAreNotListed() throws IOException {
        put(pack(0), new byte[1]);
        Files.createDirectories(directory.resolve("repository/packs/00"));
        Files.write(directory.resolve("repository/packs/00/notes.txt"), new byte[1]);
        Files.write(directory.resolve("repository/packs/00/" + "A".repeat(32) + "-00000000"), new byte[1]);
        assertEquals(Set.of(pack(0)), listed());
    }

    @Test
    void moreOpenPacksThanTheCacheHoldsReadCorrectly() {
        for (int ordinal = 0; ordinal < 150; ordinal++) {
            put(pack(ordinal), content(100, ordinal));
        }
        for (int round = 0; round < 2; round++) {
            for (int ordinal = 0; ordinal < 150; ordinal++) {
                assertArrayEquals(content(100, ordinal), read(pack(ordinal), 0, 100));
            }
        }
    }
}
