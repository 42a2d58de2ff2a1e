package dev.holdfast.client.mount.kernel;

import java.io.Serial;

/** The refusal of one request by an error number; an answer like any other, so it carries no stack trace. */
public final class ErrnoException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    public ErrnoException(Errno errno) {
        super(errno.name(), null, false, false);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
