package dev.holdfast.engine.repository;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import java.util.Optional;

/** Finds what stands at a path of a snapshot. */
public record SnapshotPaths(StructureSource structures) {
    /**
     * The node at the path, or empty for {@code /} itself, which has no node but the manifest's tree.
     *
     * @throws HoldfastException PATH_NOT_FOUND if the snapshot has nothing there
     */
    public Optional<Node> find(Manifest manifest, RawPath path) {
        Fingerprint directory = manifest.tree();
        Node node = null;
        RawPath walked = RawPath.ROOT;
        for (FileName name : path.names()) {
            if (node != null && !(node instanceof Node.Directory)) {
                throw notFound(walked.child(name));
            }
            walked = walked.child(name);
            Optional<Node> child = DirectoryCursor.find(structures, directory, name);
            if (child.isEmpty()) {
                throw notFound(walked);
            }
            node = child.get();
            directory = node instanceof Node.Directory inner ? inner.tree() : directory;
        }
        return Optional.ofNullable(node);
    }

    private static HoldfastException notFound(RawPath path) {
        return new HoldfastException(
                ErrorCode.PATH_NOT_FOUND, "the snapshot has nothing at " + path, "run: holdfast ls SNAPSHOT");
    }
}
