package dev.holdfast.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A writer refuses what no reader takes, before any of it is written, and takes what lies on the limit. */
class NodeLimitsTest {
    private static final Owner OWNER = new Owner(0, 0, "", "");
    private static final Timestamp TIME = new Timestamp(0, 0);
    private static final Inode INODE = new Inode(0, 0, 1);
    private static final byte[] ONE = {1};

    private final MemoryStructures structures = new MemoryStructures();

    @Test
    void nodesOverALimitAreRefusedAndTheDirectoryGoesOn() {
        DirectoryWriter writer = new DirectoryWriter(structures);
        Node a = link("a", attributes(List.of()), 10);
        writer.add(a);
        for (Node node : over()) {
            HoldfastException failure = assertThrows(HoldfastException.class, () -> writer.add(node), node.name()::toString);
            assertEquals(ErrorCode.LIMIT_EXCEEDED, failure.code());
        }
        Node z = link("z", attributes(List.of()), 20);
        writer.add(z);
        assertEquals(List.of(a, z), read(writer.finish()));
    }

    private static List<Node> over() {
        List<ExtendedAttribute> large = Collections.nCopies(65, new ExtendedAttribute(ONE, new byte[TreeLimits.MAX_EXTENDED_BYTES]));
        String name = "ü".repeat(TreeLimits.MAX_OWNER_NAME_BYTES / 2 + 1);
        return List.of(
                link("mode", new Attributes(010000, OWNER, TIME, TIME, INODE, List.of()), 1),
                link("negative mode", new Attributes(-1, OWNER, TIME, TIME, INODE, List.of()), 1),
                link("nanos", new Attributes(0, OWNER, new Timestamp(0, 1_000_000_000), TIME, INODE, List.of()), 1),
                link("nanos", new Attributes(0, OWNER, TIME, new Timestamp(0, -1), INODE, List.of()), 1),
                link("user", new Attributes(0, new Owner(0, 0, name, ""), TIME, TIME, INODE, List.of()), 1),
                link("group", new Attributes(0, new Owner(0, 0, "", name), TIME, TIME, INODE, List.of()), 1),
                link("target", attributes(List.of()), TreeLimits.MAX_TARGET_BYTES + 1),
                link("many", attributes(Collections.nCopies(TreeLimits.MAX_EXTENDED + 1, new ExtendedAttribute(ONE, ONE))), 1),
                link("value", attributes(List.of(new ExtendedAttribute(ONE, new byte[TreeLimits.MAX_EXTENDED_BYTES + 1]))), 1),
                link("name", attributes(List.of(new ExtendedAttribute(new byte[TreeLimits.MAX_EXTENDED_BYTES + 1], ONE))), 1),
                link("all", attributes(large), 1),
                file("pieces", PieceLists.MAX_PIECES + 1));
    }

    @Test
    void nodesOnTheLimitComeBack() {
        List<ExtendedAttribute> large = Collections.nCopies(63, new ExtendedAttribute(ONE, new byte[TreeLimits.MAX_EXTENDED_BYTES]));
        String name = "ü".repeat(TreeLimits.MAX_OWNER_NAME_BYTES / 2);
        Timestamp time = new Timestamp(Long.MIN_VALUE, 999_999_999);
        List<Node> nodes = List.of(
                link("a", new Attributes(07777, new Owner(-1, -1, name, name), time, time, new Inode(-1, -1, 0), large), 1),
                link("b", attributes(List.of()), TreeLimits.MAX_TARGET_BYTES),
                link("c", attributes(Collections.nCopies(TreeLimits.MAX_EXTENDED, new ExtendedAttribute(ONE, ONE))), 1),
                file("d", PieceLists.MAX_PIECES),
                link("e".repeat(FileName.MAX_BYTES), attributes(List.of()), 0));
        DirectoryWriter writer = new DirectoryWriter(structures);
        nodes.forEach(writer::add);
        assertEquals(nodes, read(writer.finish()));
    }

    @Test
    void aFileWhosePiecesDoNotAddUpIsAMistake() {
        DirectoryWriter writer = new DirectoryWriter(structures);
        Node file = new Node.File(FileName.of("f"), attributes(List.of()), 5, List.of(new Piece.Hole(4)));
        assertThrows(IllegalArgumentException.class, () -> writer.add(file));
    }

    @Test
    void namesOfEntriesAreCheckedWhereverTheyComeFrom() {
        for (String name : new String[] {"", ".", "..", "a/b", "/", "a\0", "a".repeat(FileName.MAX_BYTES + 1)}) {
            assertThrows(MalformedException.class, () -> FileName.of(name), name);
        }
        for (String name : new String[] {"...", ".a", "..a", " ", "\n", "a\\b", "a".repeat(FileName.MAX_BYTES)}) {
            assertEquals(name, FileName.of(name).toString());
        }
        assertEquals(-1, Integer.signum(FileName.of("z").compareTo(FileName.of(new byte[] {(byte) 0x80}))));
        assertEquals(-1, Integer.signum(FileName.of("a").compareTo(FileName.of("aa"))));
    }

    @Test
    void nodesAreEqualByTheirContent() {
        Random random = new Random(3);
        List<Node> first = new RandomNodes(new Random(1)).directory(200);
        assertEquals(first, new RandomNodes(new Random(1)).directory(200));
        assertEquals(first.hashCode(), new RandomNodes(new Random(1)).directory(200).hashCode());
        assertNotEquals(first, new RandomNodes(random).directory(200));
        assertNotEquals(link("a", attributes(List.of()), 3), link("a", attributes(List.of()), 4));
    }

    private List<Node> read(Fingerprint top) {
        List<Node> read = new ArrayList<>();
        new DirectoryCursor(structures, top).forEachRemaining(read::add);
        return read;
    }

    private static Attributes attributes(List<ExtendedAttribute> extended) {
        return new Attributes(0644, OWNER, TIME, TIME, INODE, extended);
    }

    private static Node link(String name, Attributes attributes, int targetBytes) {
        return new Node.Symlink(FileName.of(name), attributes, new byte[targetBytes]);
    }

    private static Node file(String name, int pieces) {
        return new Node.File(FileName.of(name), attributes(List.of()), pieces, Collections.nCopies(pieces, new Piece.Hole(1)));
    }
}
