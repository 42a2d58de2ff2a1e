package dev.holdfast.engine.browse;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.StructureSource;
import java.util.Optional;

/** One of two directories that are compared, with its next node in view; a directory that does not exist has none. */
final class DifferenceSide {
    private final Optional<DirectoryCursor> nodes;
    private Optional<Node> next;

    private DifferenceSide(Optional<DirectoryCursor> nodes) {
        this.nodes = nodes;
        this.next = advance();
    }

    static DifferenceSide of(StructureSource structures, Optional<Fingerprint> directory) {
        return new DifferenceSide(directory.map(tree -> new DirectoryCursor(structures, tree)));
    }

    /** The nodes behind a name. */
    static DifferenceSide after(StructureSource structures, Optional<Fingerprint> directory, FileName name) {
        return new DifferenceSide(directory.map(tree -> DirectoryCursor.after(structures, tree, name)));
    }

    static Optional<Node> find(StructureSource structures, Optional<Fingerprint> directory, FileName name) {
        return directory.flatMap(tree -> DirectoryCursor.find(structures, tree, name));
    }

    /** The smaller of the next names of both, of which one at least is not at its end. */
    static FileName smaller(DifferenceSide one, DifferenceSide other) {
        if (one.next.isEmpty() || other.next.isEmpty()) {
            return one.next.or(() -> other.next).orElseThrow().name();
        }
        FileName left = one.next.get().name();
        FileName right = other.next.get().name();
        return left.compareTo(right) <= 0 ? left : right;
    }

    boolean isAtEnd() {
        return next.isEmpty();
    }

    /** Takes the next node if it has this name. */
    Optional<Node> take(FileName name) {
        Optional<Node> taken = next.filter(node -> node.name().equals(name));
        if (taken.isPresent()) {
            next = advance();
        }
        return taken;
    }

    private Optional<Node> advance() {
        return nodes.filter(DirectoryCursor::hasNext).map(DirectoryCursor::next);
    }
}
