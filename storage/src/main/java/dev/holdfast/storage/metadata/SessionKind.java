package dev.holdfast.storage.metadata;

/** What a session is for. */
public enum SessionKind {
    /** A backup: reuses chunks, may become a snapshot, holds collection back while it is active. */
    BACKUP,
    /** A run of the collector, which only writes copies of surviving segments; it never commits and holds nobody back. */
    COLLECTION
}
