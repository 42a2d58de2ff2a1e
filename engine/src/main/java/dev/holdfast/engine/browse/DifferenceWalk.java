package dev.holdfast.engine.browse;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.browse.TreeDifference.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Compares two directories of snapshots one name at a time, entries before what is below them, so that a comparison can stop after any
 * step and go on later from where it was. Holds one leaf of each directory on the way down. Belongs to one thread.
 */
public final class DifferenceWalk {
    private final StructureSource structures;
    private final Deque<Level> levels = new ArrayDeque<>();
    private RawPath position;

    private record Level(RawPath path, DifferenceSide before, DifferenceSide after) {}

    private DifferenceWalk(StructureSource structures, RawPath start) {
        this.structures = structures;
        this.position = start;
    }

    /**
     * The two directories of a comparison.
     *
     * @param before the TREE chunk of one, or empty if there is none: then all is added
     * @param after the TREE chunk of the other, or empty if there is none: then all is removed
     */
    public record Trees(Optional<Fingerprint> before, Optional<Fingerprint> after) {
        /** The directories that two nodes of one name are; empty where one is no directory. */
        public static Trees of(Optional<Node> before, Optional<Node> after) {
            return new Trees(tree(before), tree(after));
        }

        private static Optional<Fingerprint> tree(Optional<Node> node) {
            return node.filter(Node.Directory.class::isInstance).map(found -> ((Node.Directory) found).tree());
        }

        boolean isSame() {
            return before.equals(after);
        }
    }

    /** Begins at the first name; {@code path} is where both directories stand. */
    public static DifferenceWalk begin(StructureSource structures, Trees trees, RawPath path) {
        DifferenceWalk walk = new DifferenceWalk(structures, path);
        walk.enter(trees, path);
        return walk;
    }

    /** Goes on behind the name at {@code position}, where an earlier walk over the same directories had stopped. */
    public static DifferenceWalk resume(StructureSource structures, Trees trees, RawPath path, RawPath position) {
        DifferenceWalk walk = new DifferenceWalk(structures, position);
        walk.seek(trees, path, position);
        return walk;
    }

    private void seek(Trees start, RawPath path, RawPath target) {
        Trees trees = start;
        RawPath walked = path;
        for (FileName name : target.names().subList(path.names().size(), target.names().size())) {
            if (trees.isSame()) {
                return;
            }
            levels.push(new Level(
                    walked,
                    DifferenceSide.after(structures, trees.before(), name),
                    DifferenceSide.after(structures, trees.after(), name)));
            trees = Trees.of(
                    DifferenceSide.find(structures, trees.before(), name), DifferenceSide.find(structures, trees.after(), name));
            walked = walked.child(name);
        }
        enter(trees, walked);
    }

    private void enter(Trees trees, RawPath path) {
        if (!trees.isSame()) {
            levels.push(new Level(
                    path, DifferenceSide.of(structures, trees.before()), DifferenceSide.of(structures, trees.after())));
        }
    }

    /** Whether there is another name to look at. */
    public boolean hasNext() {
        while (!levels.isEmpty() && levels.element().before().isAtEnd() && levels.element().after().isAtEnd()) {
            levels.pop();
        }
        return !levels.isEmpty();
    }

    /** Looks at the next name and tells how it differs; empty if the entry itself does not. */
    public Optional<Change> step() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Level level = levels.element();
        FileName name = DifferenceSide.smaller(level.before(), level.after());
        Optional<Node> before = level.before().take(name);
        Optional<Node> after = level.after().take(name);
        position = level.path().child(name);
        enter(Trees.of(before, after), position);
        return TreeDifference.change(position, before, after);
    }

    /** The path of the name that was looked at last. */
    public RawPath position() {
        return position;
    }
}
