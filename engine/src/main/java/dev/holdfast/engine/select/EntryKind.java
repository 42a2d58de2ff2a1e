package dev.holdfast.engine.select;

/** What an entry of a directory is, as far as rules care. A symbolic link is never followed, so one to a directory is {@link #OTHER}. */
public enum EntryKind {
    DIRECTORY,
    FILE,
    /** A symbolic link, device, FIFO or socket. */
    OTHER
}
