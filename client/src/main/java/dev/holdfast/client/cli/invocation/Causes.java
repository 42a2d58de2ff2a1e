package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** The one place that knows which exit code belongs to which failure, and what failures of other origin mean. */
public final class Causes {
    private Causes() {}

    /** The failure as one of Holdfast's own. */
    public static HoldfastException name(Throwable failure) {
        return switch (failure) {
            case HoldfastException known -> known;
            case FsException refused -> new HoldfastException(code(refused.reason()), text(refused), refused);
            case UncheckedIOException wrapped when wrapped.getCause() != null -> ofIo(wrapped.getCause());
            case IOException io -> ofIo(io);
            case MalformedException malformed ->
                new HoldfastException(ErrorCode.TREE_DAMAGED, "stored data cannot be read: " + malformed.getMessage(), malformed);
            case OutOfMemoryError memory ->
                new HoldfastException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "the memory given to Holdfast is not enough (" + memory.getMessage() + ")",
                        "HOLDFAST_JAVA_OPTIONS=-Xmx512m holdfast …",
                        memory);
            default ->
                new HoldfastException(
                        ErrorCode.INTERNAL,
                        "a defect of Holdfast: " + text(failure),
                        "run the same command with --debug and report what it prints",
                        failure);
        };
    }

    private static HoldfastException ofIo(IOException io) {
        ErrorCode code =
                switch (io) {
                    case NoSuchFileException missing -> ErrorCode.PATH_NOT_FOUND;
                    case AccessDeniedException denied -> ErrorCode.ACCESS_DENIED;
                    // The platform has no type for a full disk.
                    default -> text(io).contains("No space left") ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILED;
                };
        String what =
                switch (io) {
                    case NoSuchFileException missing -> missing.getFile() + " does not exist";
                    case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
                    default -> text(io);
                };
        return new HoldfastException(code, what, io);
    }

    private static ErrorCode code(FsException.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> ErrorCode.PATH_NOT_FOUND;
            case DENIED, READ_ONLY -> ErrorCode.ACCESS_DENIED;
            case NO_SPACE -> ErrorCode.DISK_FULL;
            case UNSUPPORTED -> ErrorCode.UNSUPPORTED;
            case TOO_MANY_OPEN_FILES -> ErrorCode.LIMIT_EXCEEDED;
            case EXISTS, NOT_A_DIRECTORY, IS_A_DIRECTORY, SYMBOLIC_LINK, NOT_EMPTY, NAME_TOO_LONG, IO -> ErrorCode.IO_FAILED;
        };
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message;
    }

    /** The exit code that belongs to the failure. */
    public static ExitCode exitCode(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT -> ExitCode.USAGE;
            case REPOSITORY_NOT_FOUND -> ExitCode.NO_REPOSITORY;
            case SESSION_EXPIRED, STORE_BUSY, OVERLOADED -> ExitCode.BUSY;
            case SERVER_UNREACHABLE -> ExitCode.UNREACHABLE;
            case WRONG_PASSPHRASE, PASSPHRASE_MISSING, KEY_FORBIDS, UNAUTHORIZED, FORBIDDEN, LOCKED, CERTIFICATE_UNTRUSTED -> ExitCode.NO_ACCESS;
            case DISK_FULL, QUOTA_EXCEEDED -> ExitCode.DISK_FULL;
            case SNAPSHOT_NOT_FOUND, SNAPSHOT_AMBIGUOUS, PATH_NOT_FOUND, KEY_NOT_FOUND, NOT_FOUND -> ExitCode.NOT_FOUND;
            case REPOSITORY_EXISTS, SNAPSHOT_PROTECTED, WOULD_FORGET_EVERYTHING, TARGET_NOT_EMPTY, CONFLICT, CHANGED_MEANWHILE -> ExitCode.REFUSED;
            case PACK_DAMAGED,
                    PACK_MISSING,
                    CHUNK_MISSING,
                    CHUNK_DAMAGED,
                    TREE_DAMAGED,
                    MANIFEST_DAMAGED,
                    CONFIG_DAMAGED,
                    KEY_DAMAGED,
                    INDEX_DAMAGED,
                    BUFFER_DAMAGED -> ExitCode.DAMAGED;
            case COMMAND_FAILED -> ExitCode.COMMAND_FAILED;
            case ACCESS_DENIED, IO_FAILED -> ExitCode.DENIED;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case INTERNAL -> ExitCode.DEFECT;
            case REPOSITORY_VERSION, UNSUPPORTED, LIMIT_EXCEEDED, OUTCOME_UNKNOWN -> ExitCode.FAILED;
        };
    }

    /** What usually helps, where the failure itself does not say. */
    public static String usualNext(ErrorCode code) {
        return switch (code) {
            case WRONG_PASSPHRASE -> "check the passphrase; 'holdfast key list' shows which keys there are";
            case PASSPHRASE_MISSING -> "set HOLDFAST_PASSPHRASE, or give --passphrase-file or --key-file";
            case SNAPSHOT_NOT_FOUND, SNAPSHOT_AMBIGUOUS -> "holdfast snapshots";
            case DISK_FULL -> "free some space and run the same command again; what is stored already stays";
            case SESSION_EXPIRED, STORE_BUSY, OVERLOADED, CHANGED_MEANWHILE -> "run the same command again";
            case UNAUTHORIZED -> "set HOLDFAST_TOKEN to a token of this server, made with: holdfast token create";
            case SERVER_UNREACHABLE -> "see that the server runs and the address is right, then run the same command again";
            case OUTCOME_UNKNOWN -> "look at 'holdfast snapshots' before doing it again";
            case INDEX_DAMAGED -> "holdfast rebuild-index";
            case PACK_DAMAGED, PACK_MISSING, CHUNK_MISSING, CHUNK_DAMAGED, TREE_DAMAGED, MANIFEST_DAMAGED -> "holdfast check --read-data";
            case INVALID_ARGUMENT,
                    REPOSITORY_NOT_FOUND,
                    REPOSITORY_EXISTS,
                    REPOSITORY_VERSION,
                    KEY_NOT_FOUND,
                    KEY_FORBIDS,
                    SNAPSHOT_PROTECTED,
                    PATH_NOT_FOUND,
                    WOULD_FORGET_EVERYTHING,
                    TARGET_NOT_EMPTY,
                    COMMAND_FAILED,
                    FORBIDDEN,
                    NOT_FOUND,
                    CONFLICT,
                    LOCKED,
                    CERTIFICATE_UNTRUSTED,
                    QUOTA_EXCEEDED,
                    INTERRUPTED,
                    CONFIG_DAMAGED,
                    KEY_DAMAGED,
                    BUFFER_DAMAGED,
                    ACCESS_DENIED,
                    IO_FAILED,
                    UNSUPPORTED,
                    LIMIT_EXCEEDED,
                    INTERNAL -> "";
        };
    }
}
