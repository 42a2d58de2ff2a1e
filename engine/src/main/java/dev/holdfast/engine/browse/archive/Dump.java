package dev.holdfast.engine.browse.archive;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.browse.EntryVisitor;
import dev.holdfast.engine.browse.TreeWalk;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A dump of what stands at a path of a snapshot into one archive. Names in it are relative to the path: the content of a directory
 * under its own names, with the directory itself as {@code .}; anything else under its last name. All content is verified before it
 * is written; damage ends the dump, since an archive cannot say that part of a file is missing.
 */
public record Dump(Repository repository) {
    private static final byte[] SELF = {'.'};

    /** The forms of archive. */
    public enum Format {
        TAR,
        ZIP
    }

    /** Is told what an archive does not hold as it is in the snapshot. */
    @FunctionalInterface
    public interface Listener {
        void omitted(RawPath path, String cause);
    }

    /**
     * Writes an archive to its end; {@code out} stays open.
     *
     * @throws IOException if {@code out} fails
     * @throws dev.holdfast.core.error.HoldfastException PATH_NOT_FOUND, or kind {@code CORRUPTION}
     */
    public void write(SnapshotInfo snapshot, RawPath path, Format format, OutputStream out, Listener listener)
            throws IOException {
        Optional<Node> node = new SnapshotPaths(repository.structures()).find(snapshot.manifest(), path);
        Archive archive = switch (format) {
            case TAR -> new TarArchive(repository, out);
            case ZIP -> new ZipArchive(repository, out);
        };
        switch (node.orElse(null)) {
            case null -> below(archive, path, snapshot.manifest().tree(), listener);
            case Node.Directory directory -> {
                add(archive, SELF, path, directory, listener);
                below(archive, path, directory.tree(), listener);
            }
            case Node other -> add(archive, other.name().bytes(), path, other, listener);
        }
        archive.finish();
    }

    private void below(Archive archive, RawPath top, Fingerprint tree, Listener listener) throws IOException {
        EntryVisitor visitor = (path, node) -> {
            try {
                add(archive, relative(path, top), path, node, listener);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return EntryVisitor.Descent.ENTER;
        };
        try {
            TreeWalk.below(repository.structures(), tree, top, visitor);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void add(Archive archive, byte[] name, RawPath path, Node node, Listener listener) throws IOException {
        archive.add(name, node).ifPresent(cause -> listener.omitted(path, cause));
    }

    private static byte[] relative(RawPath path, RawPath top) {
        byte[] below = new RawPath(path.names().subList(top.names().size(), path.names().size())).bytes();
        return Arrays.copyOfRange(below, 1, below.length);
    }
}
