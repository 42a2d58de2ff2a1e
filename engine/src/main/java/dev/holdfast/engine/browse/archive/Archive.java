package dev.holdfast.engine.browse.archive;

import dev.holdfast.core.tree.Node;
import java.io.IOException;
import java.util.Optional;

/** An archive that is being written. Closing finishes it; what it is written to stays open. */
interface Archive {
    /**
     * Writes an entry.
     *
     * @param name the path within the archive, without a slash at its start or end
     * @return why the entry was left out or is not quite itself, or empty
     */
    Optional<String> add(byte[] name, Node node) throws IOException;

    /** Writes the end of the archive. */
    void finish() throws IOException;
}
