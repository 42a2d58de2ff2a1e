package dev.holdfast.server;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The directory of one running server; no second one can use it meanwhile. Thread-safe. */
final class DataDirectory implements AutoCloseable {
    /** The file with the server's own rows. */
    static final String DATABASE = "server.db";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the directory if it is not there, and locks it.
     *
     * @throws HoldfastException {@code LOCKED} if another server uses it, {@code ACCESS_DENIED} if it cannot be written
     */
    static DataDirectory open(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new HoldfastException(
                        ErrorCode.LOCKED, "another server uses the data directory " + path, "stop it, or choose another directory with --data");
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.ACCESS_DENIED, "the data directory " + path + " cannot be used: " + e.getMessage(), "choose another with --data", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // A server in this very process.
            return null;
        }
    }

    Path database() {
        return path.resolve(DATABASE);
    }

    Path certificates() {
        return path.resolve("tls");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.IO_FAILED, "the data directory " + path + " could not be let go", e);
        }
    }
}
