package dev.holdfast.engine.browse;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.Attributes;
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
        DifferenceWalk.Trees trees = new DifferenceWalk.Trees(Optional.of(before), Optional.of(after));
        DifferenceWalk walk = DifferenceWalk.begin(structures, trees, path);
        while (walk.hasNext()) {
            walk.step().ifPresent(each);
        }
    }

    /** What became of the entry at a path, without what is below it; empty if it is the same. One of the nodes at least is there. */
    public static Optional<Change> change(RawPath path, Optional<Node> before, Optional<Node> after) {
        if (before.isPresent() && after.isPresent()) {
            return between(before.get(), after.get()).map(kind -> new Change(kind, path, before.get(), after.get()));
        }
        Kind kind = before.isPresent() ? Kind.REMOVED : Kind.ADDED;
        return Optional.of(new Change(kind, path, before.orElse(null), after.orElse(null)));
    }

    /** How two nodes of one name differ, without what is below them; a changed content usually has another time too. */
    public static Optional<Kind> between(Node old, Node now) {
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
