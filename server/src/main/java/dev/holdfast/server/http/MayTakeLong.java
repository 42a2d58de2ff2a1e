package dev.holdfast.server.http;

/** Leaves an operation that was begun on a thread that must not wait, so that it is begun again on one that may. Never leaves this package. */
final class MayTakeLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MayTakeLong() {
        super("this may take long", null, false, false);
    }
}
