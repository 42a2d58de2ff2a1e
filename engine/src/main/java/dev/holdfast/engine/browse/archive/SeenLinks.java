package dev.holdfast.engine.browse.archive;

import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The first name of each file with several names. Holds an entry for each such file until all its names have come. */
final class SeenLinks {
    private final Map<Key, Seen> files = new HashMap<>();

    private record Key(long device, long number) {}

    private record Seen(byte[] name, Node node, long namesLeft) {}

    /** The name under which the archive has the node already; if it has none, {@code name} is remembered as the first. */
    Optional<byte[]> first(byte[] name, Node node) {
        Inode inode = node.attributes().inode();
        if (inode.links() < 2 || node instanceof Node.Directory) {
            return Optional.empty();
        }
        Key key = new Key(inode.device(), inode.number());
        Seen seen = files.get(key);
        if (seen == null || !isSame(seen.node, node)) {
            files.put(key, new Seen(name, node, inode.links() - 1));
            return Optional.empty();
        }
        if (seen.namesLeft == 1) {
            files.remove(key);
        } else {
            files.put(key, new Seen(seen.name, seen.node, seen.namesLeft - 1));
        }
        return Optional.of(seen.name);
    }

    /** An inode number may have been given to another file while the backup ran. */
    private static boolean isSame(Node seen, Node node) {
        boolean same = seen.type() == node.type()
                && seen.attributes().modified().equals(node.attributes().modified());
        return same
                && (!(seen instanceof Node.File file)
                        || node instanceof Node.File other && file.pieces().equals(other.pieces()));
    }
}
