package dev.holdfast.engine.browse;

import dev.holdfast.core.tree.Piece;
import java.util.Arrays;
import java.util.List;

/** The pieces of a file's entry or of one LIST chunk, with where each begins in the file. */
final class PieceRun {
    private final List<Piece> pieces;
    private final long[] starts;

    PieceRun(long start, List<Piece> pieces) {
        this.pieces = pieces;
        this.starts = new long[pieces.size() + 1];
        starts[0] = start;
        for (int i = 0; i < pieces.size(); i++) {
            starts[i + 1] = starts[i] + pieces.get(i).length();
        }
    }

    List<Piece> pieces() {
        return pieces;
    }

    boolean covers(long position) {
        return position >= starts[0] && position < starts[pieces.size()];
    }

    long startOf(int index) {
        return starts[index];
    }

    /** The piece that the position, which must be covered, lies in. */
    int indexAt(long position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : -found - 2;
    }
}
