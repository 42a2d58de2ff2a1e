package dev.holdfast.engine.browse;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;

/** Is told what a {@link TreeWalk} meets, on the thread that walks. */
public interface EntryVisitor {
    /** An entry, before what is below it; the answer counts for directories only. */
    Descent entry(RawPath path, Node node);

    /** A directory was entered and everything below it has been told; not said of where the walk began. */
    default void left(RawPath path, Node.Directory directory) {}

    /** A directory, or the rest of it, cannot be read. The walk goes on behind it unless this throws, as it does if not overridden. */
    default void unreadable(RawPath directory, HoldfastException cause) {
        throw cause;
    }

    /** Whether a directory is entered. */
    enum Descent {
        ENTER,
        PASS
    }
}
