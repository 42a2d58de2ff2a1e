package dev.holdfast.client.browse;

import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.Node;
import java.util.Arrays;
import java.util.Optional;

/**
 * How two nodes of one name differ. Change time and inode number count for nothing, since they say how a node was kept and not what it
 * is. The content of files is compared by its pieces: equal pieces are equal content, but zeros that became a hole show as a change.
 */
final class Differences {
    private Differences() {}

    /** The most telling difference; a changed content usually changes the time too, which is not told besides. */
    static Optional<Difference.Kind> between(Node before, Node after) {
        if (before.type() != after.type()) {
            return Optional.of(Difference.Kind.TYPE);
        }
        if (!sameContent(before, after)) {
            return Optional.of(Difference.Kind.CONTENT);
        }
        return sameAttributes(before.attributes(), after.attributes())
                ? Optional.empty()
                : Optional.of(Difference.Kind.METADATA);
    }

    /** Whether everything but the attributes and, for directories, what is below them is the same. */
    private static boolean sameContent(Node before, Node after) {
        return switch (before) {
            case Node.File file ->
                after instanceof Node.File other
                        && file.size() == other.size()
                        && file.pieces().equals(other.pieces());
            case Node.Directory directory -> true;
            case Node.Symlink link -> after instanceof Node.Symlink other && Arrays.equals(link.target(), other.target());
            case Node.Special special -> after instanceof Node.Special other && special.device() == other.device();
        };
    }

    private static boolean sameAttributes(Attributes before, Attributes after) {
        return before.mode() == after.mode()
                && before.owner().equals(after.owner())
                && before.modified().equals(after.modified())
                && before.extended().equals(after.extended());
    }
}
