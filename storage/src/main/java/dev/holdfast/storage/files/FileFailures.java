package dev.holdfast.storage.files;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Coded failures from what the file system reports. */
public final class FileFailures {
    /** A file system with less room than this, in bytes, counts as full when a write to it has failed. */
    private static final long FULL_BELOW_BYTES = 64 << 10;

    // Java passes no error number on, only the system's own words; a system that speaks another language is recognised by its
    // free space and its read-only mark instead.
    private static final List<String> FULL =
            List.of("no space left", "quota exceeded", "not enough space", "disk full", "file too large");
    private static final List<String> DENIED =
            List.of("permission denied", "read-only file system", "operation not permitted", "access is denied");

    private FileFailures() {}

    /**
     * The failure of an action on a file.
     *
     * @param action a verb for "cannot … the file"
     */
    public static HoldfastException of(IOException cause, Path path, String action) {
        if (cause instanceof ClosedByInterruptException) {
            return interrupted(path, action);
        }
        ErrorCode code = codeOf(cause, path);
        return new HoldfastException(code, "cannot " + action + " " + path + ": " + reasonOf(cause), next(code, path), cause);
    }

    /** The failure of a listing on its way. */
    public static HoldfastException of(DirectoryIteratorException cause, Path path, String action) {
        return of(new IOException(String.valueOf(cause.getCause()), cause), path, action);
    }

    /** The failure of an action whose thread was asked to stop. */
    public static HoldfastException interrupted(Path path, String action) {
        return new HoldfastException(ErrorCode.INTERRUPTED, "interrupted; did not " + action + " " + path);
    }

    private static ErrorCode codeOf(IOException cause, Path path) {
        String reason = reasonOf(cause).toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(reason::contains)) {
            return ErrorCode.DISK_FULL;
        }
        if (cause instanceof AccessDeniedException || DENIED.stream().anyMatch(reason::contains)) {
            return ErrorCode.ACCESS_DENIED;
        }
        return fromFileSystem(path);
    }

    private static ErrorCode fromFileSystem(Path path) {
        try {
            FileStore store = Files.getFileStore(existing(path));
            if (store.isReadOnly()) {
                return ErrorCode.ACCESS_DENIED;
            }
            return store.getUsableSpace() < FULL_BELOW_BYTES ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILED;
        } catch (IOException e) {
            return ErrorCode.IO_FAILED;
        }
    }

    private static Path existing(Path path) {
        Path at = path.toAbsolutePath();
        for (@Nullable Path up = at; up != null; up = up.getParent()) {
            if (Files.exists(up)) {
                return up;
            }
        }
        return at;
    }

    private static String reasonOf(IOException cause) {
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = cause instanceof FileSystemException ? null : cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String next(ErrorCode code, Path path) {
        return switch (code) {
            case DISK_FULL -> "free space on the file system of " + path + ", then run the command again";
            case ACCESS_DENIED -> "give this user access to " + path + ", then run the command again";
            default -> "look at the health of the disk under " + path + ", then run: holdfast check";
        };
    }
}
