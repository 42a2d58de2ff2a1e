package dev.holdfast.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.time.Seeds;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A directory that is not what a writer wrote fails as damaged, at once and in little memory, whatever it is instead. */
class DirectoryDamageTest {
    private final long seed = Seeds.next();
    private final Random random = Seeds.generator(seed);
    private final RandomNodes nodes = new RandomNodes(random);
    private final MemoryStructures structures = new MemoryStructures();

    @Test
    void everyTruncationOfALeafIsDamage() {
        Fingerprint top = write(nodes.directory(30));
        byte[] whole = structures.structure(top, ChunkType.TREE);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            structures.damage(top, part);
            assertDamaged(top, "at " + length);
            assertThrows(MalformedException.class, () -> TreeReferences.of(ChunkType.TREE, part), Seeds.replay(seed));
        }
        structures.damage(top, Arrays.copyOf(whole, whole.length + 1));
        assertDamaged(top, "a byte more");
    }

    @Test
    void everyTruncationOfAnIndexIsDamage() {
        DirectoryWriter writer = new DirectoryWriter(structures, DirectoryTest.SMALL);
        // More than one leaf can hold, wherever the leaves happen to end.
        nodes.directory(100).forEach(writer::add);
        Fingerprint top = writer.finish();
        byte[] whole = structures.structure(top, ChunkType.TREE);
        assertEquals(TreeChunk.INDEX, whole[1]);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            structures.damage(top, part);
            assertDamaged(top, "at " + length);
            assertThrows(HoldfastException.class, () -> DirectoryCursor.find(structures, top, FileName.of("a")));
            assertThrows(MalformedException.class, () -> TreeReferences.of(ChunkType.TREE, part), Seeds.replay(seed));
        }
    }

    @Test
    void anyChangeIsDamageOrAnotherSoundDirectory() {
        Fingerprint top = write(nodes.directory(20));
        byte[] whole = structures.structure(top, ChunkType.TREE);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            structures.damage(top, changed);
            try {
                new DirectoryCursor(structures, top).forEachRemaining(node -> {});
            } catch (HoldfastException e) {
                assertEquals(ErrorCode.TREE_DAMAGED, e.code(), Seeds.replay(seed));
            }
        }
    }

    @Test
    void anotherVersionOrFormIsDamage() {
        for (String hex : new String[] {"", "01", "000000", "020000", "010200", "01ff00"}) {
            assertDamaged(put(hex), hex);
        }
    }

    @Test
    void anEmptyLeafStandsForAnEmptyDirectoryOnly() {
        Fingerprint empty = write(List.of());
        assertDamaged(index(entry("a", empty)), "an empty leaf in an index");
        assertDamaged(put("010100"), "an empty index");
    }

    /** Without the rule about empty leaves, 4096 entries on each of five levels would keep a reader busy for ever. */
    @Test
    void indexesThatRepeatThemselvesEndAtOnce() {
        Fingerprint leaf = write(List.of(nodes.node(FileName.of("a"))));
        Fingerprint chunk = leaf;
        for (int level = 0; level < 5; level++) {
            TreeChunk.Entry[] entries = new TreeChunk.Entry[TreeChunk.MAX_INDEX_ENTRIES];
            Arrays.fill(entries, entry("a", chunk));
            chunk = index(entries);
        }
        assertDamaged(chunk, "the same entry again");
        TreeChunk.Entry[] ascending = new TreeChunk.Entry[TreeChunk.MAX_INDEX_ENTRIES];
        for (int i = 0; i < ascending.length; i++) {
            ascending[i] = entry("a%04d".formatted(i), leaf);
        }
        assertDamaged(index(ascending), "the same leaf under other names");
    }

    @Test
    void indexesNestedTooDeeplyAreDamage() {
        Fingerprint chunk = write(List.of(nodes.node(FileName.of("a"))));
        for (int level = 0; level < 5; level++) {
            chunk = index(entry("a", chunk));
        }
        new DirectoryCursor(structures, chunk).forEachRemaining(node -> {});
        Fingerprint sixth = index(entry("a", chunk));
        assertDamaged(sixth, "six levels");
        assertThrows(HoldfastException.class, () -> DirectoryCursor.find(structures, sixth, FileName.of("a")));
    }

    @Test
    void anIndexThatMisplacesALeafIsDamageForWalkAndSearch() {
        Fingerprint leaf = write(List.of(nodes.node(FileName.of("b")), nodes.node(FileName.of("d"))));
        Fingerprint wrongFirst = index(entry("a", leaf));
        assertDamaged(wrongFirst, "a leaf that begins later than its index says");
        assertThrows(HoldfastException.class, () -> DirectoryCursor.find(structures, wrongFirst, FileName.of("b")));
        Fingerprint next = write(List.of(nodes.node(FileName.of("c"))));
        assertDamaged(index(entry("b", leaf), entry("c", next)), "leaves that overlap");
        assertDamaged(index(entry("c", next), entry("b", leaf)), "entries out of order");
    }

    @Test
    void whatGoesWithoutSayingMustNotBeSaid() {
        String mode = "0000";
        String owner = "00000000";
        String times = "00000000";
        String sound = "01" + "00" + "01" + "04" + "02" + mode.substring(2) + owner + times + "01" + "0161" + "00";
        new DirectoryCursor(structures, put(sound)).forEachRemaining(node -> {});
        assertDamaged(put(sound.replaceFirst("0402", "0442")), "an unknown flag");
        assertDamaged(put("01000104" + "00" + "00" + owner + times + "00" + "01" + "0161" + "00"), "device 0 written");
        assertDamaged(put("01000104" + "0a" + "00" + owner + times + "01" + "01" + "0161" + "00"), "one link written");
        assertDamaged(put("01000104" + "06" + "00" + owner + times + "01" + "00" + "0161" + "00"), "no attributes written");
        assertDamaged(put("01000104" + "03" + "00" + times + "01" + "0161" + "00"), "an owner shared with nobody");
        assertDamaged(
                put("010002" + sound.substring(6) + "04" + "02" + "00" + owner + times + "01" + "0162" + "00"), "the same owner again");
    }

    @Test
    void aFileWhosePiecesDoNotAddUpIsDamage() {
        String head = "010001" + "01" + "02" + "00" + "00000000" + "00000000" + "01" + "0161";
        new DirectoryCursor(structures, put(head + "05" + "01" + "0105")).forEachRemaining(node -> {});
        assertDamaged(put(head + "06" + "01" + "0105"), "too short");
        assertDamaged(put(head + "00" + "01" + "0100"), "a piece of length 0");
        assertDamaged(put(head + "05" + "01" + "0305" + "00".repeat(32)), "an unknown form of piece");
        String huge = "01" + "ffffffffffffffff7f";
        assertDamaged(put(head + "feffffffffffffffff01" + "02" + huge + huge), "longer than any file");
        Fingerprint overflow = put(head + "05" + "02" + huge + huge);
        assertThrows(HoldfastException.class, () -> DirectoryCursor.find(structures, overflow, FileName.of("a")));
        byte[] content = structures.structure(overflow, ChunkType.TREE);
        assertThrows(MalformedException.class, () -> TreeReferences.of(ChunkType.TREE, content));
    }

    @Test
    void namesThatCouldEscapeADirectoryAreDamage() {
        for (String name : new String[] {"00", "012e", "022e2e", "012f", "0100", "03612f62", "02612f", "818008" + "61".repeat(131_073)}) {
            String leaf = "010001" + "04" + "02" + "00" + "00000000" + "00000000" + "01" + name + "00";
            assertDamaged(put(leaf), "name " + name.substring(0, Math.min(10, name.length())));
        }
    }

    @Test
    void aMissingLeafShowsAsSuch() {
        Fingerprint missing = nodes.fingerprint();
        HoldfastException failure =
                assertThrows(HoldfastException.class, () -> new DirectoryCursor(structures, missing).hasNext());
        assertEquals(ErrorCode.CHUNK_MISSING, failure.code());
    }

    private Fingerprint write(List<Node> directory) {
        DirectoryWriter writer = new DirectoryWriter(structures);
        directory.forEach(writer::add);
        return writer.finish();
    }

    private Fingerprint put(String hex) {
        byte[] content = HexFormat.of().parseHex(hex);
        return structures.put(ChunkType.TREE, content, content.length, References.NONE);
    }

    private Fingerprint index(TreeChunk.Entry... entries) {
        ByteWriter out = new TreeChunk.Index(List.of(entries)).encode();
        return structures.put(ChunkType.TREE, out.array(), out.size(), References.NONE);
    }

    private static TreeChunk.Entry entry(String first, Fingerprint chunk) {
        return new TreeChunk.Entry(FileName.of(first), chunk);
    }

    private void assertDamaged(Fingerprint top, String what) {
        int before = structures.reads();
        HoldfastException failure = assertThrows(
                HoldfastException.class,
                () -> new DirectoryCursor(structures, top).forEachRemaining(node -> {}),
                () -> what + "; " + Seeds.replay(seed));
        assertEquals(ErrorCode.TREE_DAMAGED, failure.code(), what);
        assertTrue(structures.reads() - before < 20, what);
    }
}
