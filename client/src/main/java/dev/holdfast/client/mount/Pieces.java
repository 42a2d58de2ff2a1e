package dev.holdfast.client.mount;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import java.util.List;

/** The pieces of a file between two offsets, in order, with lists of pieces opened on the way. */
final class Pieces {
    private static final int MAX_LISTS_FOR_SIZE = 64;

    private final TreeCache trees;

    Pieces(TreeCache trees) {
        this.trees = trees;
    }

    /** Takes pieces one after another. */
    @FunctionalInterface
    interface Taker {
        /** Takes a piece of data or a hole that begins at {@code start}; false if it wants no more. */
        boolean take(Piece piece, long start);
    }

    /** Hands out every piece that has a byte at or after {@code from} and before {@code to}. */
    void walk(Node.File file, long from, long to, Taker taker) {
        walk(file.pieces(), 0, new Range(from, to), 0, taker);
    }

    private record Range(long from, long to) {}

    private boolean walk(List<Piece> pieces, long base, Range range, int depth, Taker taker) {
        if (depth > PieceLists.MAX_DEPTH) {
            throw new HoldfastException(ErrorCode.TREE_DAMAGED, "piece lists are nested too deeply");
        }
        long start = base;
        for (Piece piece : pieces) {
            if (start >= range.to) {
                return false;
            }
            long end = start + piece.length();
            if (end > range.from && !hand(piece, start, range, depth, taker)) {
                return false;
            }
            start = end;
        }
        return true;
    }

    private boolean hand(Piece piece, long start, Range range, int depth, Taker taker) {
        return switch (piece) {
            case Piece.Data data -> taker.take(data, start);
            case Piece.Hole hole -> taker.take(hole, start);
            case Piece.Sublist list -> walk(trees.pieces(list), start, range, depth + 1, taker);
        };
    }

    /** Bytes of the file that are not holes. Only so many lists are opened for it: what the others hold counts as data. */
    long dataBytes(Node.File file) {
        long bytes = 0;
        int opened = 0;
        for (Piece piece : file.pieces()) {
            bytes += switch (piece) {
                case Piece.Data data -> data.length();
                case Piece.Hole hole -> 0;
                case Piece.Sublist list -> opened++ < MAX_LISTS_FOR_SIZE ? dataBytes(list) : list.length();
            };
        }
        return bytes;
    }

    private long dataBytes(Piece.Sublist list) {
        return trees.pieces(list).stream()
                .mapToLong(piece -> piece instanceof Piece.Hole ? 0 : piece.length())
                .sum();
    }
}
