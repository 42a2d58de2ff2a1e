package dev.holdfast.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.time.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PieceListsTest {
    private final long seed = Seeds.next();
    private final Random random = Seeds.generator(seed);
    private final RandomNodes nodes = new RandomNodes(random);
    private final MemoryStructures structures = new MemoryStructures();

    @Test
    void fewPiecesStayInTheEntry() {
        for (int count : new int[] {0, 1, PieceLists.MAX_PIECES}) {
            List<Piece> pieces = nodes.pieces(count);
            assertEquals(pieces, PieceLists.fold(pieces, structures));
        }
        assertEquals(0, structures.chunks().size());
    }

    @Test
    void manyPiecesComeBackInOrder() {
        for (int count : new int[] {PieceLists.MAX_PIECES + 1, 2 * PieceLists.MAX_PIECES, 30_000}) {
            List<Piece> pieces = data(count);
            List<Piece> folded = PieceLists.fold(pieces, structures);
            assertTrue(folded.size() <= PieceLists.MAX_PIECES);
            assertEquals(NodeDecoder.totalLength(pieces), NodeDecoder.totalLength(folded));
            List<Piece> unfolded = new ArrayList<>();
            for (Piece piece : folded) {
                unfolded.addAll(PieceLists.read((Piece.Sublist) piece, structures));
            }
            assertEquals(pieces, unfolded, Seeds.replay(seed));
        }
    }

    @Test
    void piecesWithoutAnyPlaceToEndAListComeBackToo() {
        List<Piece> holes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            holes.add(new Piece.Hole(1 + i));
        }
        List<Piece> folded = PieceLists.fold(holes, structures);
        assertEquals(3, folded.size());
        assertEquals(NodeDecoder.totalLength(holes), NodeDecoder.totalLength(folded));
    }

    @Test
    void onePieceMoreChangesFewLists() {
        List<Piece> pieces = data(60_000);
        PieceLists.fold(pieces, structures);
        int before = structures.chunks().size();
        List<Piece> more = new ArrayList<>(pieces);
        more.add(random.nextInt(1000), new Piece.Data(nodes.fingerprint(), 5));
        PieceLists.fold(more, structures);
        int fresh = structures.chunks().size() - before;
        assertTrue(fresh <= 6, () -> fresh + " new lists beside " + before + "; " + Seeds.replay(seed));
    }

    @Test
    void aListThatDoesNotAddUpIsDamage() {
        Piece.Sublist list = stored(PieceLists.encode(nodes.pieces(10)), 1);
        HoldfastException failure = assertThrows(HoldfastException.class, () -> PieceLists.read(list, structures));
        assertEquals(ErrorCode.TREE_DAMAGED, failure.code());
        Piece longest = new Piece.Hole(Long.MAX_VALUE);
        Piece.Sublist overflowing = stored(PieceLists.encode(List.of(longest, longest)), 5);
        assertThrows(HoldfastException.class, () -> PieceLists.read(overflowing, structures));
        Piece.Sublist empty = stored(PieceLists.encode(List.of()), 1);
        assertThrows(HoldfastException.class, () -> PieceLists.read(empty, structures));
    }

    @Test
    void everyTruncationAndEveryChangeIsMalformedOrAnotherList() {
        byte[] whole = PieceLists.encode(nodes.pieces(50));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(MalformedException.class, () -> PieceLists.decode(part), Seeds.replay(seed));
        }
        for (int round = 0; round < 10_000; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(random.nextBoolean() ? 20 : whole.length)] = (byte) random.nextInt(256);
            try {
                PieceLists.decode(changed);
            } catch (MalformedException expected) {
                assertTrue(expected.getMessage() != null);
            }
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThrows(MalformedException.class, () -> PieceLists.decode(longer));
    }

    @Test
    void aCountOverTheLimitIsMalformed() {
        byte[] over = PieceLists.encode(new ArrayList<>(java.util.Collections.nCopies(PieceLists.MAX_PIECES + 1, new Piece.Hole(1))));
        assertThrows(MalformedException.class, () -> PieceLists.decode(over));
    }

    @Test
    void referencesKeepOrderAndKindApart() {
        Fingerprint a = nodes.fingerprint();
        Fingerprint b = nodes.fingerprint();
        List<Piece> pieces = List.of(
                new Piece.Data(a, 1), new Piece.Hole(9), new Piece.Sublist(b, 1), new Piece.Data(b, 2), new Piece.Data(a, 1));
        assertEquals(new References(List.of(b), List.of(a, b, a)), PieceLists.references(pieces));
    }

    private List<Piece> data(int count) {
        List<Piece> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pieces.add(new Piece.Data(nodes.fingerprint(), 1 + random.nextInt(1 << 20)));
        }
        return pieces;
    }

    private Piece.Sublist stored(byte[] content, long length) {
        return new Piece.Sublist(structures.put(ChunkType.LIST, content, content.length, References.NONE), length);
    }
}
