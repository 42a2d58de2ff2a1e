package dev.holdfast.engine.browse;

import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A walk over a directory of a snapshot, depth first, entries in the order of their names. Holds one leaf of each directory on the way
 * down, so neither wide nor deep trees fill memory or stack.
 */
public final class TreeWalk {
    private final StructureSource structures;
    private final EntryVisitor visitor;
    private final Deque<Level> levels = new ArrayDeque<>();

    private record Level(RawPath path, DirectoryCursor nodes, Optional<Node.Directory> self) {}

    private TreeWalk(StructureSource structures, EntryVisitor visitor) {
        this.structures = structures;
        this.visitor = visitor;
    }

    /**
     * Walks everything below a directory.
     *
     * @param tree its TREE chunk
     * @param path what stands before the names told
     */
    public static void below(StructureSource structures, Fingerprint tree, RawPath path, EntryVisitor visitor) {
        TreeWalk walk = new TreeWalk(structures, visitor);
        walk.levels.push(new Level(path, new DirectoryCursor(structures, tree), Optional.empty()));
        walk.run();
    }

    private void run() {
        while (!levels.isEmpty()) {
            Level level = levels.element();
            Optional<Node> node = next(level);
            if (node.isPresent()) {
                visit(level, node.get());
            } else {
                levels.pop();
                level.self().ifPresent(directory -> visitor.left(level.path(), directory));
            }
        }
    }

    private Optional<Node> next(Level level) {
        try {
            return level.nodes().hasNext() ? Optional.of(level.nodes().next()) : Optional.empty();
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.CORRUPTION) {
                throw e;
            }
            visitor.unreadable(level.path(), e);
            return Optional.empty();
        }
    }

    private void visit(Level level, Node node) {
        RawPath path = level.path().child(node.name());
        if (visitor.entry(path, node) == EntryVisitor.Descent.ENTER && node instanceof Node.Directory directory) {
            levels.push(new Level(path, new DirectoryCursor(structures, directory.tree()), Optional.of(directory)));
        }
    }
}
