package dev.holdfast.client.mount.kernel;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A directory that a file system can be attached to: it exists, is empty, and nothing of ours is mounted there. */
record MountPoint(String path) {
    /** The type that the mount table shows. */
    static final String TYPE = "fuse.holdfast";

    /**
     * Checks a directory.
     *
     * @throws HoldfastException PATH_NOT_FOUND, INVALID_ARGUMENT or TARGET_NOT_EMPTY
     */
    static MountPoint of(Path directory) {
        String written = directory.toAbsolutePath().normalize().toString();
        refuseMounted(written);
        try {
            if (!Files.isDirectory(directory)) {
                throw Files.exists(directory)
                        ? new HoldfastException(
                                ErrorCode.INVALID_ARGUMENT, written + " is not a directory", "name an empty directory")
                        : new HoldfastException(
                                ErrorCode.PATH_NOT_FOUND,
                                "there is no directory " + written,
                                "run: mkdir -p " + quoted(written));
            }
            String real = directory.toRealPath().toString();
            refuseMounted(real);
            refuseFilled(directory, written);
            return new MountPoint(real);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.ACCESS_DENIED, "cannot look into " + written + ": " + e.getMessage(), "name another directory", e);
        }
    }

    private static void refuseFilled(Path directory, String written) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            if (entries.iterator().hasNext()) {
                throw new HoldfastException(
                        ErrorCode.TARGET_NOT_EMPTY,
                        written + " is not empty, and a mount would hide what it holds",
                        "name an empty directory");
            }
        }
    }

    private static void refuseMounted(String path) {
        Optional<MountTable.Mounted> mounted = MountTable.at(path).filter(here -> here.type().equals(TYPE));
        if (mounted.isEmpty()) {
            return;
        }
        boolean alive = Files.isDirectory(Path.of(path));
        throw new HoldfastException(
                ErrorCode.TARGET_NOT_EMPTY,
                alive
                        ? "snapshots are mounted at " + path + " already"
                        : path + " is left from a mount whose process was killed",
                "run: " + unmountCommand(path));
    }

    /** What a person types to detach whatever is mounted at a path. */
    static String unmountCommand(String path) {
        boolean helper = HelperMounting.program().isPresent();
        return (helper ? "fusermount3 -u " : "umount ") + quoted(path);
    }

    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9_./+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
