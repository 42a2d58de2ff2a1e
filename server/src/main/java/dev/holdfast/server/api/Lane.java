package dev.holdfast.server.api;

/** Which share of the server's capacity an operation draws on; each lane is full by itself and never takes from another. */
public enum Lane {
    /** Short questions and changes. */
    CONTROL,
    /** Batches of fingerprints. */
    LOOKUP,
    /** Packs that arrive. */
    UPLOAD,
    /** Packs, files and archives that leave. */
    DOWNLOAD,
    /** Answers that stay open: events and long polls. They wait and cost nothing else. */
    STREAM,
    /**
     * What is answered from memory, in microseconds and without waiting for anything. May run on a thread that others depend on; a handler that
     * finds that it has to wait says so beforehand by {@link Call#mayTakeLong}.
     */
    INSTANT,
    /** Health and metrics, which must answer when nothing else does. */
    VITAL
}
