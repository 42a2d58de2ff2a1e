package dev.holdfast.engine.browse;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares two directories of snapshots name by name. Directories with the same fingerprint are the same and are not looked into.
 * Change times and inode numbers do not count.
 */
public final class TreeDifference {
    private final StructureSource structures;
    private final Consumer<Change> each;

    public TreeDifference(StructureSource structures, Consumer<Change> each) {
        this.structures = structures;
        this.each = each;
    }

    /** What became of an entry. */
    public enum Kind {
        ADDED,
        REMOVED,
        /** Its content is another. */
        CONTENT,
        /** Its content is the same, its attributes are not. */
        ATTRIBUTES,
        /** It is a thing of another kind now; what was or is below it is told as removed or added. */
        TYPE
    }

    /**
     * One difference.
     *
     * @param before what it was, null if it was not there
     * @param after what it is, null if it is gone
     */
    public record Change(Kind kind, RawPath path, @Nullable Node before, @Nullable Node after) {}

    /** Tells each difference between two directories, in order of names. */
    public void compare(Fingerprint before, Fingerprint after, RawPath path) {
        if (before.equals(after)) {
            return;
        }
        DirectoryCursor left = new DirectoryCursor(structures, before);
        DirectoryCursor right = new DirectoryCursor(structures, after);
        Node old = next(left);
        Node now = next(right);
        while (old != null || now != null) {
            int order = old == null ? 1 : now == null ? -1 : old.name().compareTo(now.name());
            if (old != null && order < 0) {
                single(Kind.REMOVED, path.child(old.name()), old);
            } else if (now != null && order > 0) {
                single(Kind.ADDED, path.child(now.name()), now);
            } else if (old != null && now != null) {
                both(path.child(now.name()), old, now);
            }
            old = order <= 0 ? next(left) : old;
            now = order >= 0 ? next(right) : now;
        }
    }

    private static @Nullable Node next(DirectoryCursor nodes) {
        return nodes.hasNext() ? nodes.next() : null;
    }

    /** An entry that only one side has, with all that is below it. */
    private void single(Kind kind, RawPath path, Node node) {
        tell(kind, path, node);
        below(kind, path, node);
    }

    private void below(Kind kind, RawPath path, Node node) {
        if (node instanceof Node.Directory directory) {
            new TreeListing(structures)
                    .list(directory.tree(), path, TreeListing.Depth.EVERYTHING, (below, inner) -> tell(kind, below, inner));
        }
    }

    private void tell(Kind kind, RawPath path, Node node) {
        each.accept(kind == Kind.ADDED ? new Change(kind, path, null, node) : new Change(kind, path, node, null));
    }

    private void both(RawPath path, Node old, Node now) {
        Optional<Kind> kind = between(old, now);
        kind.ifPresent(found -> each.accept(new Change(found, path, old, now)));
        if (old instanceof Node.Directory left && now instanceof Node.Directory right) {
            compare(left.tree(), right.tree(), path);
        } else if (kind.equals(Optional.of(Kind.TYPE))) {
            below(Kind.REMOVED, path, old);
            below(Kind.ADDED, path, now);
        }
    }

    /** How two nodes of one name differ, without what is below them; a changed content usually has another time too. */
    static Optional<Kind> between(Node old, Node now) {
        if (old.type() != now.type()) {
            return Optional.of(Kind.TYPE);
        }
        if (!sameContent(old, now)) {
            return Optional.of(Kind.CONTENT);
        }
        return sameAttributes(old.attributes(), now.attributes()) ? Optional.empty() : Optional.of(Kind.ATTRIBUTES);
    }

    private static boolean sameContent(Node old, Node now) {
        return switch (old) {
            case Node.File file -> now instanceof Node.File other && file.pieces().equals(other.pieces());
            case Node.Symlink link -> now instanceof Node.Symlink other && Arrays.equals(link.target(), other.target());
            case Node.Special special -> now instanceof Node.Special other && special.device() == other.device();
            case Node.Directory directory -> true;
        };
    }

    private static boolean sameAttributes(Attributes old, Attributes now) {
        return old.mode() == now.mode()
                && old.owner().equals(now.owner())
                && old.modified().equals(now.modified())
                && old.extended().equals(now.extended());
    }
}
