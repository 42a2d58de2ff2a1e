package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;
import java.util.ArrayList;
import java.util.List;

/** The LIST chunks of long files: folding many pieces into few, and walking them again. */
public final class PieceLists {
    /** Most pieces in an entry or in one LIST chunk. */
    public static final int MAX_PIECES = 4096;

    /** Deepest nesting of LIST chunks: enough for any file there can be. */
    public static final int MAX_DEPTH = 6;

    private static final int VERSION = 1;
    private static final int MIN_PIECES = 512;
    private static final int CUT_MASK = 1023;

    private PieceLists() {}

    /**
     * Folds pieces into LIST chunks until at most {@link #MAX_PIECES} are left. A list ends where a chunk's fingerprint says so, and so
     * one piece more or less changes one list and not all that follow it.
     */
    public static List<Piece> fold(List<Piece> pieces, StructureSink sink) {
        List<Piece> level = pieces;
        while (level.size() > MAX_PIECES) {
            level = foldOnce(level, sink);
        }
        return level;
    }

    private static List<Piece> foldOnce(List<Piece> pieces, StructureSink sink) {
        List<Piece> lists = new ArrayList<>(pieces.size() / MIN_PIECES + 1);
        int from = 0;
        for (int to = 1; to <= pieces.size(); to++) {
            int count = to - from;
            if (count == MAX_PIECES || to == pieces.size() || count >= MIN_PIECES && endsList(pieces.get(to - 1))) {
                lists.add(list(pieces.subList(from, to), sink));
                from = to;
            }
        }
        return lists;
    }

    private static boolean endsList(Piece last) {
        return switch (last) {
            case Piece.Data data -> (data.chunk().hashCode() & CUT_MASK) == 0;
            case Piece.Sublist list -> (list.chunk().hashCode() & CUT_MASK) == 0;
            case Piece.Hole _ -> false;
        };
    }

    private static Piece list(List<Piece> pieces, StructureSink sink) {
        byte[] content = encode(pieces);
        Fingerprint chunk = sink.put(ChunkType.LIST, content, content.length, references(pieces));
        return new Piece.Sublist(chunk, NodeDecoder.totalLength(pieces));
    }

    static byte[] encode(List<Piece> pieces) {
        ByteWriter out = new ByteWriter(pieces.size() * 40 + 4);
        out.u8(VERSION);
        NodeEncoder.pieces(out, pieces);
        return out.toBytes();
    }

    /** Reads the pieces of one LIST chunk that should add up to {@code length}. */
    public static List<Piece> read(Piece.Sublist list, StructureSource source) {
        byte[] content = source.structure(list.chunk(), ChunkType.LIST);
        try {
            List<Piece> pieces = decode(content);
            if (NodeDecoder.totalLength(pieces) != list.length()) {
                throw new MalformedException("its pieces do not add up to " + list.length());
            }
            return pieces;
        } catch (MalformedException e) {
            throw new HoldfastException(
                    ErrorCode.TREE_DAMAGED,
                    "piece list " + list.chunk() + " cannot be read: " + e.getMessage(),
                    "run: holdfast check --read-data",
                    e);
        }
    }

    static List<Piece> decode(byte[] content) {
        ByteReader in = new ByteReader(content);
        if (in.u8() != VERSION) {
            throw new MalformedException("unknown version of a piece list");
        }
        List<Piece> pieces = NodeDecoder.pieces(in);
        in.expectEnd();
        return pieces;
    }

    /** What these pieces refer to. */
    static References references(List<Piece> pieces) {
        List<Fingerprint> lists = new ArrayList<>();
        List<Fingerprint> data = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Data chunk -> data.add(chunk.chunk());
                case Piece.Sublist list -> lists.add(list.chunk());
                case Piece.Hole _ -> {}
            }
        }
        return new References(lists, data);
    }
}
