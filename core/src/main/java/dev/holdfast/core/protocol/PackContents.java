package dev.holdfast.core.protocol;

import dev.holdfast.core.id.Fingerprint;
import java.util.List;
import java.util.Map;

/**
 * What a pack holds, as the metadata service keeps it: the facts of its chunks in order of their place, and for each structure
 * chunk the references to its children.
 *
 * @param segments the segments in ascending order of offset
 * @param references for each TREE, LIST and MANIFEST chunk in the pack, what it refers to
 */
public record PackContents(List<Segment> segments, Map<Fingerprint, References> references) {
    public PackContents {
        segments = List.copyOf(segments);
        references = Map.copyOf(references);
    }

    /**
     * A segment of the pack.
     *
     * @param offset its first byte in the pack
     * @param length its length in bytes
     * @param chunks its chunks by place
     */
    public record Segment(long offset, int length, List<Fingerprint> chunks) {
        public Segment {
            chunks = List.copyOf(chunks);
        }
    }

    /** Number of chunks in the pack. */
    public int chunkCount() {
        return segments.stream().mapToInt(segment -> segment.chunks().size()).sum();
    }
}
