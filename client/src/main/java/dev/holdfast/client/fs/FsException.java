package dev.holdfast.client.fs;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A refused operation on one node of a file system. The caller knows the node's path; the message says the operation and cause. */
public final class FsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public FsException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why it was refused. */
    public enum Reason {
        NOT_FOUND,
        EXISTS,
        DENIED,
        NOT_A_DIRECTORY,
        IS_A_DIRECTORY,
        SYMBOLIC_LINK,
        NOT_EMPTY,
        NO_SPACE,
        READ_ONLY,
        TOO_MANY_OPEN_FILES,
        NAME_TOO_LONG,
        UNSUPPORTED,
        IO
    }
}
