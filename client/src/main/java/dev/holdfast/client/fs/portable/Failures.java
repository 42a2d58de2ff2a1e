package dev.holdfast.client.fs.portable;

import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Locale;

/** Gives Java's exceptions their reasons. */
final class Failures {
    private Failures() {}

    static FsException of(String operation, Exception cause) {
        return new FsException(reason(cause), message(operation, cause), cause);
    }

    static FsException unsupported(String operation, String why) {
        return new FsException(Reason.UNSUPPORTED, operation + ": " + why, null);
    }

    static String message(String operation, Exception cause) {
        String detail = cause instanceof FileSystemException known ? known.getReason() : cause.getMessage();
        return operation + ": " + (detail == null ? cause.getClass().getSimpleName() : detail);
    }

    static Reason reason(Exception cause) {
        return switch (cause) {
            case NoSuchFileException _ -> Reason.NOT_FOUND;
            case FileAlreadyExistsException _ -> Reason.EXISTS;
            case AccessDeniedException _ -> Reason.DENIED;
            case NotDirectoryException _ -> Reason.NOT_A_DIRECTORY;
            case DirectoryNotEmptyException _ -> Reason.NOT_EMPTY;
            case FileSystemLoopException _ -> Reason.SYMBOLIC_LINK;
            case NotLinkException _ -> Reason.UNSUPPORTED;
            case UnsupportedOperationException _ -> Reason.UNSUPPORTED;
            case IOException io -> byText(String.valueOf(io.getMessage()).toLowerCase(Locale.ROOT));
            default -> Reason.IO;
        };
    }

    /** Java has no types for these; the system's own text is all that it passes on. */
    private static Reason byText(String text) {
        if (text.contains("symbolic link")) {
            return Reason.SYMBOLIC_LINK;
        }
        if (text.contains("no space") || text.contains("not enough space") || text.contains("quota")) {
            return Reason.NO_SPACE;
        }
        if (text.contains("is a directory")) {
            return Reason.IS_A_DIRECTORY;
        }
        if (text.contains("not a directory")) {
            return Reason.NOT_A_DIRECTORY;
        }
        if (text.contains("not empty")) {
            return Reason.NOT_EMPTY;
        }
        if (text.contains("not permitted")) {
            return Reason.DENIED;
        }
        if (text.contains("read-only")) {
            return Reason.READ_ONLY;
        }
        if (text.contains("too many open")) {
            return Reason.TOO_MANY_OPEN_FILES;
        }
        return text.contains("too long") ? Reason.NAME_TOO_LONG : Reason.IO;
    }
}
