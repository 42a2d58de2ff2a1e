package dev.holdfast.client.restore;

import dev.holdfast.core.tree.RawPath;
import java.util.function.Supplier;

/** What a running restore tells. Called from its workers, several at once; must return quickly. Paths are below the target. */
public interface RestoreListener {
    /** An entry could not be restored; the rest goes on and the exit code tells. */
    void failed(RawPath path, String cause);

    /** An attribute could not be set, usually for lack of privilege; the entry itself is there. */
    void warning(RawPath path, String cause);

    /** What was, or in a dry run would be, done. The path is put together only if somebody asks for it. */
    default void entry(Supplier<RawPath> path, Action action) {}

    /** What a restore does to an entry. */
    enum Action {
        CREATE,
        REPLACE,
        LEAVE,
        DELETE
    }
}
