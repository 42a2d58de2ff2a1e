package dev.holdfast.engine.browse;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/**
 * Lists directories of a snapshot in order of names, what is in a directory right behind it. Holds one open directory for each level.
 */
public record TreeListing(StructureSource structures) {
    /** How far a listing goes down. */
    public enum Depth {
        ONE_LEVEL,
        EVERYTHING
    }

    private record Open(RawPath path, DirectoryCursor nodes) {}

    /** Hands each node below a directory to {@code each}, with its path. */
    public void list(Fingerprint directory, RawPath path, Depth depth, BiConsumer<RawPath, Node> each) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(path, new DirectoryCursor(structures, directory)));
        while (!open.isEmpty()) {
            Open current = open.element();
            if (!current.nodes().hasNext()) {
                open.pop();
                continue;
            }
            Node node = current.nodes().next();
            RawPath child = current.path().child(node.name());
            each.accept(child, node);
            if (depth == Depth.EVERYTHING && node instanceof Node.Directory inner) {
                open.push(new Open(child, new DirectoryCursor(structures, inner.tree())));
            }
        }
    }
}
