package dev.holdfast.client.backup;

import dev.holdfast.core.tree.Node;
import org.jspecify.annotations.Nullable;

/** Something that waits for the nodes of its parts; whoever delivers the last one carries on with the whole. */
interface Parts {
    /** Delivers part {@code index}: its node, or null if the snapshot will not have it. */
    void complete(int index, @Nullable Node node, Worker worker);
}
