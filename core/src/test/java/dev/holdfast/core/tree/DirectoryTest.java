package dev.holdfast.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.time.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    /** Leaves of a few nodes and indexes of a few leaves: several levels with little data. */
    static final DirectoryWriter.Shape SMALL = new DirectoryWriter.Shape(200, 1000, 4000, 5);

    private final long seed = Seeds.next();
    private final Random random = Seeds.generator(seed);
    private final RandomNodes nodes = new RandomNodes(random);
    private final MemoryStructures structures = new MemoryStructures();

    @Test
    void everyDirectoryComesBackWhateverItsLength() {
        for (int count : new int[] {0, 1, 2, 255, 256, 257, 1000, 5000}) {
            List<Node> directory = nodes.directory(count);
            assertEquals(directory, read(write(new DirectoryWriter(structures), directory)), Seeds.replay(seed));
        }
    }

    @Test
    void everyDirectoryComesBackThroughManyLevels() {
        for (int count : new int[] {0, 1, 50, 500, 5000}) {
            List<Node> directory = nodes.directory(count);
            MemoryStructures own = new MemoryStructures();
            Fingerprint top = write(new DirectoryWriter(own, SMALL), directory);
            List<Node> read = new ArrayList<>();
            new DirectoryCursor(own, top).forEachRemaining(read::add);
            assertEquals(directory, read, Seeds.replay(seed));
        }
    }

    @Test
    void theEmptyDirectoryIsOneLeafWithoutNodes() {
        Fingerprint top = new DirectoryWriter(structures).finish();
        assertEquals(1, structures.chunks().size());
        DirectoryCursor cursor = new DirectoryCursor(structures, top);
        assertFalse(cursor.hasNext());
        assertThrows(NoSuchElementException.class, cursor::next);
        assertEquals(Optional.empty(), DirectoryCursor.find(structures, top, FileName.of("a")));
    }

    @Test
    void everyNameIsFoundAndNoOther() {
        for (DirectoryWriter.Shape shape : List.of(SMALL, new DirectoryWriter.Shape(1 << 15, 1 << 17, 1 << 20, 4096))) {
            List<Node> directory = nodes.directory(3000);
            Set<FileName> names = new HashSet<>();
            directory.forEach(node -> names.add(node.name()));
            Fingerprint top = write(new DirectoryWriter(structures, shape), directory);
            for (Node node : directory) {
                assertEquals(Optional.of(node), DirectoryCursor.find(structures, top, node.name()), Seeds.replay(seed));
            }
            for (Node other : nodes.directory(500)) {
                boolean there = DirectoryCursor.find(structures, top, other.name()).isPresent();
                assertEquals(names.contains(other.name()), there, Seeds.replay(seed));
            }
        }
    }

    @Test
    void findingANameReadsOneChunkOfEachLevel() {
        List<Node> directory = nodes.directory(5000);
        Fingerprint top = write(new DirectoryWriter(structures), directory);
        int before = structures.reads();
        DirectoryCursor.find(structures, top, directory.get(2500).name());
        assertTrue(structures.reads() - before <= 2);
        assertTrue(structures.chunks().size() > 3);
    }

    @Test
    void aWalkBeginsBehindAnyName() {
        for (DirectoryWriter.Shape shape : List.of(SMALL, new DirectoryWriter.Shape(1 << 15, 1 << 17, 1 << 20, 4096))) {
            List<Node> directory = nodes.directory(1000);
            Fingerprint top = write(new DirectoryWriter(structures, shape), directory);
            List<FileName> names = new ArrayList<>(nodes.directory(40).stream().map(Node::name).toList());
            directory.stream().filter(node -> random.nextInt(20) == 0).forEach(node -> names.add(node.name()));
            names.add(directory.getFirst().name());
            names.add(directory.getLast().name());
            for (FileName name : names) {
                List<Node> read = new ArrayList<>();
                DirectoryCursor.after(structures, top, name).forEachRemaining(read::add);
                List<Node> behind = directory.stream().filter(node -> node.name().compareTo(name) > 0).toList();
                assertEquals(behind, read, Seeds.replay(seed));
            }
        }
    }

    @Test
    void aWalkThatBeginsInTheMiddleReadsNoLeafBeforeIt() {
        List<Node> directory = nodes.directory(5000);
        Fingerprint top = write(new DirectoryWriter(structures), directory);
        int before = structures.reads();
        assertEquals(directory.get(4001), DirectoryCursor.after(structures, top, directory.get(4000).name()).next());
        assertTrue(structures.reads() - before <= 3, Seeds.replay(seed));
    }

    @Test
    void theWriterTakesOneDirectoryAfterTheOther() {
        DirectoryWriter writer = new DirectoryWriter(structures);
        for (int count : new int[] {2000, 0, 3, 3000, 1}) {
            List<Node> directory = nodes.directory(count);
            Fingerprint top = write(writer, directory);
            assertEquals(directory, read(top), Seeds.replay(seed));
            assertEquals(top, write(new DirectoryWriter(structures), directory), Seeds.replay(seed));
        }
    }

    @Test
    void namesMustAscend() {
        DirectoryWriter writer = new DirectoryWriter(structures);
        writer.add(nodes.node(FileName.of("b")));
        assertThrows(IllegalArgumentException.class, () -> writer.add(nodes.node(FileName.of("b"))));
        assertThrows(IllegalArgumentException.class, () -> writer.add(nodes.node(FileName.of("a"))));
        writer.add(nodes.node(FileName.of(new byte[] {(byte) 0xFF})));
    }

    @Test
    void oneEntryMoreChangesFewChunksOfTenThousand() {
        List<Node> before = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            before.add(nodes.file(FileName.of("photo-%06d.jpg".formatted(2 * i)), 1));
        }
        write(new DirectoryWriter(structures), before);
        int all = structures.chunks().size();
        assertTrue(all > 5, () -> all + " chunks");
        for (int round = 0; round < 30; round++) {
            List<Node> after = new ArrayList<>(before);
            int place = random.nextInt(10_000);
            after.add(place + 1, nodes.file(FileName.of("photo-%06d.jpg".formatted(2 * place + 1)), 1));
            Set<Fingerprint> known = new HashSet<>(structures.chunks().keySet());
            MemoryStructures fresh = new MemoryStructures();
            write(new DirectoryWriter(fresh), after);
            fresh.chunks().keySet().removeAll(known);
            assertTrue(fresh.chunks().size() <= 4, () -> fresh.chunks().size() + " new chunks; " + Seeds.replay(seed));
        }
    }

    /** Each file has thousands of pieces, so that a leaf is full after a few nodes. */
    @Test
    void oneEntryMoreChangesFewChunksOfADirectoryOfHugeFiles() {
        List<Node> before = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            before.add(nodes.file(FileName.of("video-%04d".formatted(2 * i)), 2000));
        }
        write(new DirectoryWriter(structures), before);
        int all = structures.chunks().size();
        List<Node> after = new ArrayList<>(before);
        after.add(10, nodes.file(FileName.of("video-0019"), 2000));
        write(new DirectoryWriter(structures), after);
        int fresh = structures.chunks().size() - all;
        assertTrue(fresh <= all / 4, () -> fresh + " new chunks beside " + all + "; " + Seeds.replay(seed));
    }

    @Test
    void leavesAreNeitherShortNorLong() {
        for (int pieces : new int[] {0, 1, 30, 2000}) {
            MemoryStructures own = new MemoryStructures();
            List<Node> directory = new ArrayList<>();
            for (int i = 0; i < (pieces == 2000 ? 200 : 20_000 / (1 + pieces)); i++) {
                directory.add(nodes.file(FileName.of("%08d".formatted(i)), pieces));
            }
            write(new DirectoryWriter(own), directory);
            for (MemoryStructures.Stored chunk : own.chunks().values()) {
                assertTrue(chunk.content().length < (1 << 20) + 200_000, () -> chunk.content().length + " bytes");
            }
            int leaves = own.chunks().size() - 1;
            long bytes = own.chunks().values().stream().mapToLong(chunk -> chunk.content().length).sum();
            assertTrue(leaves <= 1 || bytes / leaves > 60_000, () -> bytes + " bytes in " + leaves + " leaves");
        }
    }

    @Test
    void referencesAreThoseThatTheContentHas() {
        write(new DirectoryWriter(structures, SMALL), nodes.directory(2000));
        List<Piece> pieces = PieceLists.fold(nodes.pieces(9000), structures);
        assertTrue(pieces.size() > 1);
        structures.chunks().forEach((chunk, stored) ->
                assertEquals(stored.references(), TreeReferences.of(stored.type(), stored.content()), Seeds.replay(seed)));
        assertEquals(References.NONE, TreeReferences.of(ChunkType.DATA, new byte[] {1}));
    }

    private static Fingerprint write(DirectoryWriter writer, List<Node> directory) {
        directory.forEach(writer::add);
        return writer.finish();
    }

    private List<Node> read(Fingerprint top) {
        List<Node> read = new ArrayList<>();
        new DirectoryCursor(structures, top).forEachRemaining(read::add);
        return read;
    }
}
