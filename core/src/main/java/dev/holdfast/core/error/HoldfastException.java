package dev.holdfast.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure with a stable code. The message is one sentence that says cause and object; {@link #next()} says what to run or do
 * next and may be empty.
 */
public final class HoldfastException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String next;

    public HoldfastException(ErrorCode code, String message) {
        this(code, message, "", null);
    }

    public HoldfastException(ErrorCode code, String message, String next) {
        this(code, message, next, null);
    }

    public HoldfastException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, "", cause);
    }

    public HoldfastException(ErrorCode code, String message, String next, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.next = next;
    }

    public ErrorCode code() {
        return code;
    }

    public ErrorKind kind() {
        return code.kind();
    }

    /** The next command or action for the user, or an empty text. */
    public String next() {
        return next;
    }
}
