package dev.holdfast.core.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a structure chunk holds, it is refused as malformed, or it is written back to the same bytes. */
class TreeFuzzTest {
    @MethodSource("treeChunks")
    @FuzzTest
    void treeChunk(byte[] content) {
        try {
            byte[] again = switch (TreeChunk.open(content, TreeChunk.Place.TOP)) {
                case TreeChunk.Leaf leaf -> encode(leaf);
                case TreeChunk.Index index -> index.encode().toBytes();
            };
            assertArrayEquals(content, again);
            assertNotNull(TreeReferences.of(ChunkType.TREE, content));
        } catch (MalformedException expected) {
            assertNotNull(expected.getMessage());
        }
    }

    private static byte[] encode(TreeChunk.Leaf leaf) {
        ByteWriter body = new ByteWriter();
        NodeEncoder encoder = new NodeEncoder(body);
        int nodes = 0;
        for (; leaf.hasNext(); nodes++) {
            try {
                encoder.write(leaf.next());
            } catch (HoldfastException e) {
                throw new AssertionError("a node that was read cannot be written", e);
            }
        }
        return new ByteWriter()
                .u8(TreeChunk.VERSION)
                .u8(TreeChunk.LEAF)
                .varint(nodes)
                .raw(body.array(), 0, body.size())
                .toBytes();
    }

    @MethodSource("pieceLists")
    @FuzzTest
    void pieceList(byte[] content) {
        try {
            assertArrayEquals(content, PieceLists.encode(PieceLists.decode(content)));
            assertNotNull(TreeReferences.of(ChunkType.LIST, content));
        } catch (MalformedException expected) {
            assertNotNull(expected.getMessage());
        }
    }

    @MethodSource("manifests")
    @FuzzTest
    void manifest(byte[] content) {
        try {
            Manifest manifest = Manifest.decode(content);
            assertArrayEquals(content, manifest.encode());
            assertEquals(manifest, Manifest.decode(content));
        } catch (MalformedException expected) {
            assertNotNull(expected.getMessage());
        }
        try {
            assertArrayEquals(content, Manifest.encodeTags(Manifest.decodeTags(content)));
        } catch (MalformedException expected) {
            assertNotNull(expected.getMessage());
        }
    }

    /**
     * A store in which every fingerprint leads to one of a few chunks, so that indexes can name each other: walking ends soon, and
     * a search finds what the walk found.
     */
    @MethodSource("stores")
    @FuzzTest
    void directory(byte[] store) {
        List<byte[]> chunks = split(store);
        int[] reads = new int[1];
        StructureSource source = (fingerprint, type) -> {
            reads[0]++;
            return chunks.get((fingerprint.toBytes()[0] & 0xFF) % chunks.size());
        };
        Fingerprint top = Fingerprint.parse("00".repeat(32));
        List<Node> nodes = new ArrayList<>();
        try {
            new DirectoryCursor(source, top).forEachRemaining(nodes::add);
            for (Node node : nodes.subList(0, Math.min(20, nodes.size()))) {
                assertEquals(Optional.of(node), DirectoryCursor.find(source, top, node.name()));
            }
        } catch (HoldfastException e) {
            assertEquals(ErrorCode.TREE_DAMAGED, e.code());
        }
        assertTrue(nodes.size() <= 6 * store.length, "more nodes than bytes");
        assertTrue(reads[0] <= 6 * store.length + 200, "far more reads than the store has room for");
    }

    /** Chunks with a length of two bytes before each. */
    private static List<byte[]> split(byte[] store) {
        List<byte[]> chunks = new ArrayList<>();
        int from = 0;
        while (from + 2 <= store.length && chunks.size() < 16) {
            int length = (store[from] & 0xFF) << 8 | store[from + 1] & 0xFF;
            int to = Math.min(store.length, from + 2 + length);
            chunks.add(Arrays.copyOfRange(store, from + 2, to));
            from = to;
        }
        return chunks.isEmpty() ? List.of(store) : chunks;
    }

    static Stream<Arguments> treeChunks() {
        return seeds(GoldenTreeTest.LEAF, GoldenTreeTest.INDEX, "010000");
    }

    static Stream<Arguments> pieceLists() {
        return seeds(GoldenTreeTest.LIST, "0100");
    }

    static Stream<Arguments> manifests() {
        return seeds(GoldenTreeTest.MANIFEST, "02016100");
    }

    static Stream<Arguments> stores() {
        String one = "01".repeat(32);
        String two = "02".repeat(32);
        String index = "01010201" + "61" + one + "0162" + two;
        String tail = "00" + "00000000" + "00000000" + "01";
        String a = "01000104" + "02" + tail + "0161" + "00";
        String b = "01000104" + "02" + tail + "0162" + "00";
        return seeds(length(index) + index + length(a) + a + length(b) + b, "0003010000");
    }

    private static String length(String hex) {
        return "%04x".formatted(hex.length() / 2);
    }

    private static Stream<Arguments> seeds(String... hex) {
        return Stream.of(hex).map(seed -> Arguments.of((Object) HexFormat.of().parseHex(seed)));
    }
}
