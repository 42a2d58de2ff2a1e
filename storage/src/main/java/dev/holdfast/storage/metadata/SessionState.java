package dev.holdfast.storage.metadata;

/** The life of a session: ACTIVE, then COMMITTED and perhaps FORGOTTEN, or ACTIVE and then EXPIRED. */
public enum SessionState {
    ACTIVE,
    COMMITTED,
    FORGOTTEN,
    EXPIRED
}
