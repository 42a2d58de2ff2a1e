package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Coded failures from SQLite's result codes. */
final class SqliteFailures {
    private static final String REBUILD = "run: holdfast rebuild-index";

    private SqliteFailures() {}

    static HoldfastException of(SQLException cause, Path file) {
        ErrorCode code = codeOf(cause);
        return new HoldfastException(code, "the index " + file + " failed: " + cause.getMessage(), next(code, file), cause);
    }

    static HoldfastException damaged(Path file, String what) {
        return new HoldfastException(ErrorCode.INDEX_DAMAGED, "the index " + file + " is damaged: " + what, REBUILD);
    }

    static HoldfastException damaged(Path file, RuntimeException cause) {
        String message = "the index " + file + " is damaged: " + cause.getMessage();
        return new HoldfastException(ErrorCode.INDEX_DAMAGED, message, REBUILD, cause);
    }

    /**
     * The statements are fixed, so a constraint or statement that fails means a file that is not what it was. The low byte is the
     * primary code; the driver gives 255 for an extended code that it does not know.
     */
    private static ErrorCode codeOf(SQLException cause) {
        if (cause instanceof SQLiteException known && known.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            // The first thing that a full disk refuses: the file that processes share.
            return ErrorCode.DISK_FULL;
        }
        return switch (SQLiteErrorCode.getErrorCode(cause.getErrorCode() & 0xFF)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> ErrorCode.STORE_BUSY;
            case SQLITE_FULL -> ErrorCode.DISK_FULL;
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> ErrorCode.ACCESS_DENIED;
            case SQLITE_IOERR, SQLITE_NOMEM -> ErrorCode.IO_FAILED;
            case SQLITE_MISUSE, SQLITE_INTERNAL -> ErrorCode.INTERNAL;
            default -> ErrorCode.INDEX_DAMAGED;
        };
    }

    private static String next(ErrorCode code, Path file) {
        return switch (code) {
            case STORE_BUSY -> "run the command again when other commands on this repository have ended";
            case DISK_FULL -> "free space on the file system of " + file + ", then run the command again";
            case ACCESS_DENIED -> "give this user access to " + file + " and its directory, then run the command again";
            case IO_FAILED -> "look at the health of the disk under " + file + ", then run: holdfast check";
            case INDEX_DAMAGED -> REBUILD;
            default -> "";
        };
    }
}
