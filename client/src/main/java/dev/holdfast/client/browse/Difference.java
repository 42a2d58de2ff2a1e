package dev.holdfast.client.browse;

import dev.holdfast.client.fs.RawPath;
import dev.holdfast.core.tree.Node;
import java.util.Optional;

/**
 * An entry that two trees do not have in common.
 *
 * @param path below what is compared
 * @param before as the first tree has it, unless it was added
 * @param after as the second tree has it, unless it was removed
 */
public record Difference(RawPath path, Kind kind, Optional<Node> before, Optional<Node> after) {
    /** What is different. */
    public enum Kind {
        ADDED,
        REMOVED,
        /** The content of a file, the target of a symbolic link, the number of a device. */
        CONTENT,
        /** Mode, owner, modification time or extended attributes, and nothing else. */
        METADATA,
        /** One is a file, the other a directory, or the like; what is below a directory is told as added or removed. */
        TYPE
    }
}
