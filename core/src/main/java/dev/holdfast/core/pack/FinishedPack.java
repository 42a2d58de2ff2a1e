package dev.holdfast.core.pack;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.protocol.PackContents;
import java.util.List;

/**
 * All that is to be declared about a pack once its sink has committed.
 *
 * @param sizeBytes its length
 * @param digest SHA-256 of its bytes
 * @param segments its segments and their chunks
 */
public record FinishedPack(long sizeBytes, Digest digest, List<PackContents.Segment> segments) {
    public FinishedPack {
        segments = List.copyOf(segments);
    }
}
