package dev.holdfast.client.restore;

import dev.holdfast.engine.repository.ChunkReader;

/** Waits for the entries of a directory; whoever finishes the last one carries on with the directory. */
interface Restored {
    /** One entry is done, well or badly. */
    void done(ChunkReader worker);
}
