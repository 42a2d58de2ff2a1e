package dev.holdfast.client.backup;

import dev.holdfast.core.tree.RawPath;
import java.util.function.Supplier;

/** What a running backup tells. Called from its workers, several at once; must return quickly. */
public interface BackupListener {
    /** A source entry could not be read or stored, or changed or vanished while it was read; the snapshot will be marked incomplete. */
    void unreadable(RawPath path, String cause);

    /** A file was taken. The path is put together only if somebody asks for it. */
    default void file(Supplier<RawPath> path, Change change) {}

    /** How a file compares with the parent. */
    enum Change {
        NEW,
        CHANGED,
        UNCHANGED
    }
}
