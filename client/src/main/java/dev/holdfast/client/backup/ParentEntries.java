package dev.holdfast.client.backup;

import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.StructureSource;
import org.jspecify.annotations.Nullable;

/**
 * The parent snapshot's nodes of one directory, met in step with the source's sorted names. Where the parent cannot be read it is
 * taken to hold nothing more, so that what stood there is read from the source again.
 */
final class ParentEntries {
    private final @Nullable DirectoryCursor cursor;
    private @Nullable Node ahead;
    private boolean gap;

    ParentEntries(StructureSource source, @Nullable Fingerprint directory) {
        cursor = directory == null ? null : new DirectoryCursor(source, directory);
        gap = directory == null;
        advance();
    }

    /** The parent's node of that name, if it has one. Names must come in ascending order. */
    @Nullable Node match(FileName name) {
        while (ahead != null && ahead.name().compareTo(name) < 0) {
            gap = true;
            advance();
        }
        Node found = ahead;
        if (found == null || !found.name().equals(name)) {
            return null;
        }
        advance();
        return found;
    }

    /** Whether some of the parent's nodes were passed over, or could not be read. */
    boolean gap() {
        return gap;
    }

    /** Whether every node of the parent was matched. */
    boolean exhausted() {
        return ahead == null && !gap;
    }

    private void advance() {
        try {
            ahead = cursor != null && cursor.hasNext() ? cursor.next() : null;
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.CORRUPTION) {
                throw e;
            }
            ahead = null;
            gap = true;
        }
    }
}
