package dev.holdfast.client.backup;

import dev.holdfast.core.tree.Node;
import org.jspecify.annotations.Nullable;

/** Some consecutive entries of a directory: their nodes as they come in, and the parent snapshot's nodes of the same names. */
final class Window {
    private final @Nullable Node[] nodes;
    private final @Nullable Node[] before;
    private final boolean[] gaps;
    private int size;

    Window(int capacity) {
        nodes = new Node[capacity];
        before = new Node[capacity];
        gaps = new boolean[capacity];
    }

    /**
     * Makes room for an entry.
     *
     * @param parentNode the parent snapshot's node of its name
     * @param gap whether the parent had other nodes before it that the source has not
     */
    int add(@Nullable Node parentNode, boolean gap) {
        before[size] = parentNode;
        gaps[size] = gap;
        return size++;
    }

    int size() {
        return size;
    }

    @Nullable Node[] nodes() {
        return nodes;
    }

    /** Whether the entry is exactly what the parent snapshot has in this place. */
    boolean isUnchanged(int part) {
        Node node = nodes[part];
        return !gaps[part] && (node == null ? before[part] == null : node.equals(before[part]));
    }
}
