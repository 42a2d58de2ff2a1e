package dev.holdfast.engine.browse;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;
import java.io.IOException;
import java.io.OutputStream;

/** The content of a file of a snapshot as a stream, each byte verified before it is written. */
public record FileReading(Repository repository) {
    private static final int BUFFER_BYTES = 1 << 18;

    /**
     * Writes the content of the regular file at a path.
     *
     * @throws IOException if {@code out} fails
     * @throws HoldfastException PATH_NOT_FOUND, INVALID_ARGUMENT if it is no regular file, or kind {@code CORRUPTION}; what was
     *     written before is sound then, but not all
     */
    public void write(SnapshotInfo snapshot, RawPath path, OutputStream out) throws IOException {
        Node node = new SnapshotPaths(repository.structures())
                .find(snapshot.manifest(), path)
                .orElseThrow(() -> noFile(path));
        if (!(node instanceof Node.File file)) {
            throw noFile(path);
        }
        write(file, out);
    }

    /** Writes the content of a file. */
    public void write(Node.File file, OutputStream out) throws IOException {
        try (FileContent content = new FileContent(repository, file)) {
            byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, file.size())];
            long position = 0;
            while (position < file.size()) {
                int count = content.read(position, buffer, 0, buffer.length);
                out.write(buffer, 0, count);
                position += count;
            }
        }
    }

    private static HoldfastException noFile(RawPath path) {
        return new HoldfastException(
                ErrorCode.INVALID_ARGUMENT,
                path + " is not a regular file in the snapshot",
                "run: holdfast ls SNAPSHOT:PATH, or holdfast dump for a directory");
    }
}
