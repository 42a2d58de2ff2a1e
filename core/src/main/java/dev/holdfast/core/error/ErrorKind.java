package dev.holdfast.core.error;

/** What a caller may do about a failure. */
public enum ErrorKind {
    /** The request is wrong; repeating it cannot help, changing it can. */
    USER,
    /** The same request may succeed when it is made again. */
    TRANSIENT,
    /** Stored bytes are not what was written; {@code holdfast check} names what is affected. */
    CORRUPTION,
    /** Something outside ran out or refused: disk space, memory, permissions, descriptors. */
    RESOURCE,
    /** Holdfast broke one of its own rules; a defect. */
    INTERNAL,
    /** The request may or may not have taken effect; read the object again before anything else. */
    UNKNOWN_OUTCOME
}
