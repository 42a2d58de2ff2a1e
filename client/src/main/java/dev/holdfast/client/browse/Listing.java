package dev.holdfast.client.browse;

import dev.holdfast.client.fs.RawPath;
import dev.holdfast.client.repository.SnapshotInfo;
import dev.holdfast.client.repository.SnapshotPaths;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.StructureSource;
import java.util.Optional;

/** The entries at a path of a snapshot, told one by one with their whole paths, however many there are. */
public record Listing(StructureSource structures) {
    /** How far down a listing goes. */
    public enum Depth {
        /** Only what stands at the path itself. */
        ENTRY,
        /** The entries of the directory at the path. */
        CHILDREN,
        /** Everything below the directory at the path. */
        RECURSIVE
    }

    /** Is told the entries. */
    public interface Lines {
        void entry(RawPath path, Node node);

        /** A directory, or the rest of it, cannot be read; the listing goes on behind it unless this throws. */
        default void unreadable(RawPath directory, HoldfastException cause) {
            throw cause;
        }
    }

    /**
     * Lists. What is not a directory is told itself, at any depth; the directory at the path only with {@link Depth#ENTRY}, and
     * {@code /}, which has no node, never.
     *
     * @throws HoldfastException PATH_NOT_FOUND if the snapshot has nothing there
     */
    public void list(SnapshotInfo snapshot, RawPath path, Depth depth, Lines lines) {
        Optional<Node> node = new SnapshotPaths(structures).find(snapshot.manifest(), path);
        boolean isDirectory = node.map(Node.Directory.class::isInstance).orElse(true);
        if (!isDirectory || depth == Depth.ENTRY) {
            node.ifPresent(found -> lines.entry(path, found));
            return;
        }
        Fingerprint tree =
                node.orElse(null) instanceof Node.Directory directory ? directory.tree() : snapshot.manifest().tree();
        TreeWalk.below(structures, tree, path, new EntryVisitor() {
            @Override
            public Descent entry(RawPath below, Node found) {
                lines.entry(below, found);
                return depth == Depth.RECURSIVE ? Descent.ENTER : Descent.PASS;
            }

            @Override
            public void unreadable(RawPath directory, HoldfastException cause) {
                lines.unreadable(directory, cause);
            }
        });
    }
}
