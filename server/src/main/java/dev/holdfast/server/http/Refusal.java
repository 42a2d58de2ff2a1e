package dev.holdfast.server.http;

import dev.holdfast.core.error.HoldfastException;

/** A request that is refused with a status of its own. Never leaves this package. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient HoldfastException reason;

    Refusal(int status, HoldfastException reason) {
        super(reason.getMessage(), reason, false, false);
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    HoldfastException reason() {
        return reason;
    }
}
