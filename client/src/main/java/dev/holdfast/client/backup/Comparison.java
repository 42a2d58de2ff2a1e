package dev.holdfast.client.backup;

import dev.holdfast.client.fs.FileStat;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import dev.holdfast.core.tree.StructureSource;
import java.util.List;
import java.util.Set;

/**
 * Tells whether an entry is what the parent snapshot has of it, from its attributes alone, and whether the parent's copy of it can
 * still be read.
 */
final class Comparison {
    private final ScanRules.Change change;
    private final Set<Fingerprint> damaged;
    private final StructureSource parent;

    Comparison(ScanRules.Change change, Set<Fingerprint> damaged, StructureSource parent) {
        this.change = change;
        this.damaged = damaged;
        this.parent = parent;
    }

    /** Whether the file's content, and by its change time its attributes, are those of the parent's node. */
    boolean sameContent(Node.File before, FileStat now) {
        return before.size() == now.size() && unchanged(before.attributes(), now) && readable(before.pieces());
    }

    /** Whether nothing about a node without content has changed. */
    boolean unchanged(Attributes before, FileStat now) {
        if (!before.modified().equals(now.modified())) {
            return false;
        }
        return switch (change) {
            case FULL -> before.changed().equals(now.changed())
                    && before.inode().number() == now.inode().number();
            case IGNORE_INODE -> before.changed().equals(now.changed());
            case TIME_AND_SIZE -> true;
        };
    }

    /** Whether the attributes that come without opening the file are exactly those of the parent's node. */
    static boolean sameAttributes(Attributes before, FileStat now) {
        Inode inode = before.inode();
        return before.changed().equals(now.changed())
                && before.modified().equals(now.modified())
                && before.mode() == now.mode()
                && before.owner().uid() == now.uid()
                && before.owner().gid() == now.gid()
                && inode.equals(now.inode());
    }

    /** Whether a directory's chunk is still there. */
    boolean readable(Fingerprint tree) {
        return !damaged.contains(tree);
    }

    private boolean readable(List<Piece> pieces) {
        return damaged.isEmpty() || pieces.stream().allMatch(this::readable);
    }

    private boolean readable(Piece piece) {
        return switch (piece) {
            case Piece.Data data -> !damaged.contains(data.chunk());
            case Piece.Hole hole -> true;
            case Piece.Sublist list -> !damaged.contains(list.chunk()) && readable(PieceLists.read(list, parent));
        };
    }
}
