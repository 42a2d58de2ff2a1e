package dev.holdfast.client.browse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.backup.TestBackups;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.engine.browse.FileContent;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentTest {
    private static final long SEED = 11;

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(directory.resolve("source"));
        repository = TestRepositories.open(directory.resolve("repository"), new MemoryMetadataStore());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void readsAnyRangeOfAFileWithPieceLists() throws IOException {
        byte[] content = new byte[24 << 20];
        random.nextBytes(content);
        Node.File file = backedUp(content);
        assertInstanceOf(Piece.Sublist.class, file.pieces().getFirst());
        readRanges(file, content);
    }

    @Test
    void readsHolesAsZeros() throws IOException {
        Path source = directory.resolve("source/file");
        byte[] end = new byte[10_000];
        random.nextBytes(end);
        try (FileChannel channel = FileChannel.open(source, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(end), 0);
            channel.write(ByteBuffer.wrap(end), 5 << 20);
        }
        byte[] content = Files.readAllBytes(source);
        readRanges(node(TestBackups.backup(repository, directory.resolve("source"))), content);
    }

    @Test
    void nothingIsReadAtTheEndOfAFile() throws IOException {
        try (FileContent content = new FileContent(repository, backedUp(new byte[0]))) {
            assertEquals(0, content.read(0, new byte[10], 0, 10));
            assertEquals(0, content.read(1L << 40, new byte[10], 0, 10));
            assertThrows(IllegalArgumentException.class, () -> content.read(-1, new byte[10], 0, 10));
        }
    }

    private void readRanges(Node.File file, byte[] expected) {
        try (FileContent content = new FileContent(repository, file)) {
            assertEquals(expected.length, content.size());
            byte[] target = new byte[expected.length + 20];
            assertEquals(expected.length, content.read(0, target, 5, expected.length + 10));
            assertTrue(Arrays.equals(expected, 0, expected.length, target, 5, 5 + expected.length));
            for (int i = 0; i < 200; i++) {
                int position = random.nextInt(expected.length);
                byte[] range = new byte[random.nextInt(50_000)];
                int count = content.read(position, range, 0, range.length);
                assertEquals(Math.min(range.length, expected.length - position), count);
                assertArrayEquals(
                        Arrays.copyOfRange(expected, position, position + count),
                        Arrays.copyOf(range, count),
                        () -> "seed " + SEED + " position " + position);
            }
        }
    }

    private Node.File backedUp(byte[] content) throws IOException {
        Files.write(directory.resolve("source/file"), content);
        return node(TestBackups.backup(repository, directory.resolve("source")));
    }

    private Node.File node(SnapshotInfo snapshot) {
        var path = TestBackups.pathOf(directory.resolve("source/file"));
        Node node = new SnapshotPaths(repository.structures()).find(snapshot.manifest(), path).orElseThrow();
        return assertInstanceOf(Node.File.class, node);
    }
}
