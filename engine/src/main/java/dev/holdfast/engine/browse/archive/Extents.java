package dev.holdfast.engine.browse.archive;

import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import dev.holdfast.core.tree.StructureSource;
import java.util.ArrayList;
import java.util.List;

/** Where a file has content between its holes. */
final class Extents {
    /** A file with more stretches of content than this is treated as one without holes. */
    private static final int MAX_EXTENTS = 1 << 18;

    private final StructureSource structures;
    private final List<Extent> extents = new ArrayList<>();
    private long position;
    private long start;

    private Extents(StructureSource structures) {
        this.structures = structures;
    }

    /** A stretch of content. */
    record Extent(long position, long length) {}

    /** The stretches of a file; one or none if it has no holes. */
    static List<Extent> of(Node.File file, StructureSource structures) {
        Extents found = new Extents(structures);
        found.walk(file.pieces());
        found.end();
        return found.extents.size() > MAX_EXTENTS ? List.of(new Extent(0, file.size())) : found.extents;
    }

    private void walk(List<Piece> pieces) {
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Data data -> position += data.length();
                case Piece.Hole hole -> {
                    end();
                    position += hole.length();
                    start = position;
                }
                case Piece.Sublist list -> walk(PieceLists.read(list, structures));
            }
        }
    }

    private void end() {
        if (position > start && extents.size() <= MAX_EXTENTS) {
            extents.add(new Extent(start, position - start));
        }
        start = position;
    }
}
