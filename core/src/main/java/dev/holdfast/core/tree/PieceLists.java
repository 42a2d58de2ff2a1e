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

    private PieceLists() {}

    /** Folds pieces into LIST chunks until at most {@link #MAX_PIECES} are left. */
    public static List<Piece> fold(List<Piece> pieces, StructureSink sink) {
        List<Piece> level = pieces;
        while (level.size() > MAX_PIECES) {
            List<Piece> next = new ArrayList<>(level.size() / MAX_PIECES + 1);
            for (int from = 0; from < level.size(); from += MAX_PIECES) {
                next.add(list(level.subList(from, Math.min(level.size(), from + MAX_PIECES)), sink));
            }
            level = next;
        }
        return level;
    }

    private static Piece list(List<Piece> pieces, StructureSink sink) {
        ByteWriter out = new ByteWriter(pieces.size() * 40);
        out.u8(VERSION);
        NodeEncoder.pieces(out, pieces);
        Fingerprint chunk = sink.put(ChunkType.LIST, out.array(), out.size(), references(pieces));
        return new Piece.Sublist(chunk, NodeDecoder.totalLength(pieces));
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
        } catch (MalformedException | ArithmeticException e) {
            throw new HoldfastException(ErrorCode.TREE_DAMAGED, "piece list " + list.chunk() + ": " + e.getMessage(), e);
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
                case Piece.Hole hole -> {}
            }
        }
        return new References(lists, data);
    }
}
