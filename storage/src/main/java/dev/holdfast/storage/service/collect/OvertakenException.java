package dev.holdfast.storage.service.collect;

/** The run's view of the rows is out of date in a way that only a new run mends. Never leaves this package. */
final class OvertakenException extends RuntimeException {
    OvertakenException(String message) {
        super(message, null, false, false);
    }
}
