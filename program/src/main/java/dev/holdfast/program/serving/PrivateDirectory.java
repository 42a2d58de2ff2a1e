package dev.holdfast.program.serving;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for temporary files that nobody else can look into; it and what is in it go when this is closed. */
final class PrivateDirectory implements AutoCloseable {
    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    static PrivateDirectory make() {
        try {
            // Made so that only its owner may enter it.
            return new PrivateDirectory(Files.createTempDirectory("holdfast-ui-"));
        } catch (IOException e) {
            throw failure("cannot make a directory for temporary files", e);
        }
    }

    Path path() {
        return path;
    }

    /** Removes it; links in it are removed as such, and never what they lead to. */
    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw failure("cannot remove the temporary directory " + path, e);
        }
    }

    private static HoldfastException failure(String what, IOException cause) {
        return new HoldfastException(
                ErrorCode.IO_FAILED, what + ": " + cause.getMessage(), "look at the disk, or choose another with TMPDIR", cause);
    }
}
