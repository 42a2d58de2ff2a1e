package dev.holdfast.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of the format, written out by hand from {@code docs/format.md}: they never change. */
class GoldenTreeTest {
    private static final String A = "aa".repeat(32);
    private static final String B = "bb".repeat(32);
    private static final Owner ROOT = new Owner(0, 0, "root", "");

    private static final String SNAPSHOT = "0123456789abcdeffedcba9876543210";

    /** A leaf with a node of every kind; what a node shares with the one before it is left out. */
    static final String LEAF = "01" + "00" + "06"
            // a: file 0644, two pieces and a hole, first of its chunk
            + "01" + "00" + "a403" + "0000" + "04726f6f74" + "00" + "80e2beaa0d" + "01" + "01" + "00" + "05" + "07" + "0161"
            + "ac02" + "03" + "00" + "6e" + A + "01" + "64" + "02" + "5a" + B
            // b: directory 0755, same owner and device
            + "02" + "03" + "ed03" + "00" + "00" + "02" + "ff93ebdc03" + "08" + "0162" + A
            // c: symlink 0777 with two links and another device
            + "03" + "09" + "ff03" + "00" + "00" + "00" + "00" + "06" + "08" + "02" + "0163" + "032e2e2f"
            // d: FIFO with an extended attribute
            + "04" + "07" + "00" + "00" + "00" + "00" + "00" + "08" + "01" + "06757365722e78" + "0100" + "0164" + "00"
            // e: character device 1:3, another owner
            + "06" + "02" + "b603" + "e807" + "64" + "00" + "0475736572" + "00" + "00" + "00" + "00" + "08" + "0165" + "8302"
            // f: socket
            + "05" + "03" + "ff1f" + "00" + "00" + "00" + "00" + "08" + "0166" + "00";

    static final String INDEX = "01" + "01" + "02" + "0161" + A + "026262" + B;

    static final String LIST = "01" + "02" + "00" + "808010" + A + "01" + "01";

    static final String MANIFEST = "01" + SNAPSHOT + A + "80e2beaa0d" + "05" + "0468c3b674" + "026d65" + "02" + "052f686f6d65" + "022fff" + "01" + "05"
            + "6461696c79" + "01" + "0a" + "02" + "00" + "80808001" + "03" + "e807" + "f403" + "01";

    static List<Node> nodes() {
        Timestamp none = new Timestamp(0, 0);
        Timestamp time = new Timestamp(1_789_384_832, 1);
        Fingerprint a = Fingerprint.parse(A);
        List<Piece> pieces = List.of(new Piece.Data(a, 110), new Piece.Hole(100), new Piece.Sublist(Fingerprint.parse(B), 90));
        Owner user = new Owner(1000, 100, "", "user");
        ExtendedAttribute attribute = new ExtendedAttribute("user.x".getBytes(StandardCharsets.US_ASCII), new byte[1]);
        return List.of(
                new Node.File(
                        FileName.of("a"),
                        new Attributes(0644, ROOT, time, new Timestamp(-1, 0), new Inode(5, 7, 1), List.of()),
                        300,
                        pieces),
                new Node.Directory(
                        FileName.of("b"),
                        new Attributes(0755, ROOT, none, new Timestamp(1, 999_999_999), new Inode(5, 8, 1), List.of()),
                        a),
                new Node.Symlink(
                        FileName.of("c"),
                        new Attributes(0777, ROOT, none, none, new Inode(6, 8, 2), List.of()),
                        "../".getBytes(StandardCharsets.US_ASCII)),
                new Node.Special(
                        FileName.of("d"),
                        new Attributes(0, ROOT, none, none, new Inode(6, 8, 1), List.of(attribute)),
                        NodeType.FIFO,
                        0),
                new Node.Special(
                        FileName.of("e"),
                        new Attributes(0666, user, none, none, new Inode(6, 8, 1), List.of()),
                        NodeType.CHARACTER_DEVICE,
                        259),
                new Node.Special(
                        FileName.of("f"),
                        new Attributes(07777, user, none, none, new Inode(6, 8, 1), List.of()),
                        NodeType.SOCKET,
                        0));
    }

    static Manifest manifest() {
        return new Manifest(
                SessionId.parse(SNAPSHOT),
                Fingerprint.parse(A),
                new Timestamp(1_789_384_832, 5),
                "höt",
                "me",
                List.of("/home".getBytes(StandardCharsets.US_ASCII), new byte[] {'/', (byte) 0xFF}),
                List.of("daily"),
                Manifest.Completeness.INCOMPLETE,
                new Manifest.Statistics(10, 2, 0, 1 << 21, 3, 1000, 500, 1));
    }

    @Test
    void bytesOfALeafNeverChange() {
        MemoryStructures structures = new MemoryStructures();
        DirectoryWriter writer = new DirectoryWriter(structures);
        nodes().forEach(writer::add);
        Fingerprint top = writer.finish();
        assertEquals(LEAF, hex(structures.structure(top, ChunkType.TREE)));
        List<Node> read = new ArrayList<>();
        new DirectoryCursor(structures, top).forEachRemaining(read::add);
        assertEquals(nodes(), read);
    }

    @Test
    void bytesOfAnIndexNeverChange() {
        ByteWriter out = new TreeChunk.Index(List.of(
                        new TreeChunk.Entry(FileName.of("a"), Fingerprint.parse(A)),
                        new TreeChunk.Entry(FileName.of("bb"), Fingerprint.parse(B))))
                .encode();
        assertEquals(INDEX, hex(out.toBytes()));
        References references = TreeReferences.of(ChunkType.TREE, out.toBytes());
        assertEquals(new References(List.of(Fingerprint.parse(A), Fingerprint.parse(B)), List.of()), references);
    }

    @Test
    void bytesOfAPieceListNeverChange() {
        List<Piece> pieces = List.of(new Piece.Data(Fingerprint.parse(A), 1 << 18), new Piece.Hole(1));
        assertEquals(LIST, hex(PieceLists.encode(pieces)));
        assertEquals(pieces, PieceLists.decode(HexFormat.of().parseHex(LIST)));
    }

    @Test
    void bytesOfAManifestNeverChange() {
        assertEquals(MANIFEST, hex(manifest().encode()));
        assertEquals(manifest(), Manifest.decode(HexFormat.of().parseHex(MANIFEST)));
        assertEquals("02" + "0161" + "00", hex(Manifest.encodeTags(List.of("a", ""))));
    }

    @Test
    void codesOfNodeTypesNeverChange() {
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7), List.of(NodeType.values()).stream().map(NodeType::code).toList());
    }

    /** Where directories are divided may change without harm to what is stored, but not unnoticed: it would cost each user new trees. */
    @Test
    void placesOfCutsNeverChange() {
        MemoryStructures structures = new MemoryStructures();
        DirectoryWriter writer = new DirectoryWriter(structures);
        Attributes attributes = nodes().getFirst().attributes();
        for (int i = 0; i < 6000; i++) {
            writer.add(new Node.Directory(FileName.of("%05d".formatted(i)), attributes, Fingerprint.parse(A)));
        }
        writer.finish();
        List<Long> counts = structures.chunks().values().stream()
                .map(chunk -> {
                    ByteReader in = new ByteReader(chunk.content());
                    in.skip(2);
                    return in.varint();
                })
                .toList();
        assertEquals(List.of(1867L, 4133L, 2L), counts);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
