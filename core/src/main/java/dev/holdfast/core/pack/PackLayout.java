package dev.holdfast.core.pack;

import java.util.List;

/**
 * Which segments a pack holds.
 *
 * @param header the pack's header as it was read or, if it is damaged, as it must have been
 * @param segments the segments in ascending order
 * @param condition whether the pack's own table said so
 */
public record PackLayout(PackHeader header, List<SegmentRange> segments, Condition condition) {
    public PackLayout {
        segments = List.copyOf(segments);
    }

    /** What the list of segments rests on. */
    public enum Condition {
        /** The pack's table, which is intact. */
        INTACT,
        /** A search for segments: header, table or trailer are damaged, and segments may be damaged or missing too. */
        RECOVERED
    }
}
