package dev.holdfast.core.error;

/** A stable name for a failure, printed in JSON output and documented with its exit code; never renamed once released. */
public enum ErrorCode {
    INVALID_ARGUMENT(ErrorKind.USER),
    REPOSITORY_NOT_FOUND(ErrorKind.USER),
    REPOSITORY_EXISTS(ErrorKind.USER),
    REPOSITORY_VERSION(ErrorKind.USER),
    WRONG_PASSPHRASE(ErrorKind.USER),
    PASSPHRASE_MISSING(ErrorKind.USER),
    KEY_NOT_FOUND(ErrorKind.USER),
    KEY_FORBIDS(ErrorKind.USER),
    SNAPSHOT_NOT_FOUND(ErrorKind.USER),
    SNAPSHOT_AMBIGUOUS(ErrorKind.USER),
    SNAPSHOT_PROTECTED(ErrorKind.USER),
    PATH_NOT_FOUND(ErrorKind.USER),
    WOULD_FORGET_EVERYTHING(ErrorKind.USER),
    TARGET_NOT_EMPTY(ErrorKind.USER),
    COMMAND_FAILED(ErrorKind.USER),
    UNAUTHORIZED(ErrorKind.USER),
    FORBIDDEN(ErrorKind.USER),
    NOT_FOUND(ErrorKind.USER),
    CONFLICT(ErrorKind.USER),
    CHANGED_MEANWHILE(ErrorKind.USER),
    LOCKED(ErrorKind.USER),
    CERTIFICATE_UNTRUSTED(ErrorKind.USER),
    SESSION_EXPIRED(ErrorKind.TRANSIENT),
    STORE_BUSY(ErrorKind.TRANSIENT),
    OVERLOADED(ErrorKind.TRANSIENT),
    SERVER_UNREACHABLE(ErrorKind.TRANSIENT),
    INTERRUPTED(ErrorKind.TRANSIENT),
    PACK_DAMAGED(ErrorKind.CORRUPTION),
    PACK_MISSING(ErrorKind.CORRUPTION),
    CHUNK_MISSING(ErrorKind.CORRUPTION),
    CHUNK_DAMAGED(ErrorKind.CORRUPTION),
    TREE_DAMAGED(ErrorKind.CORRUPTION),
    MANIFEST_DAMAGED(ErrorKind.CORRUPTION),
    CONFIG_DAMAGED(ErrorKind.CORRUPTION),
    KEY_DAMAGED(ErrorKind.CORRUPTION),
    INDEX_DAMAGED(ErrorKind.CORRUPTION),
    BUFFER_DAMAGED(ErrorKind.CORRUPTION),
    DISK_FULL(ErrorKind.RESOURCE),
    QUOTA_EXCEEDED(ErrorKind.RESOURCE),
    ACCESS_DENIED(ErrorKind.RESOURCE),
    IO_FAILED(ErrorKind.RESOURCE),
    UNSUPPORTED(ErrorKind.RESOURCE),
    LIMIT_EXCEEDED(ErrorKind.RESOURCE),
    OUTCOME_UNKNOWN(ErrorKind.UNKNOWN_OUTCOME),
    INTERNAL(ErrorKind.INTERNAL);

    private final ErrorKind kind;

    ErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    /** What the caller may do about this failure. */
    public ErrorKind kind() {
        return kind;
    }
}
