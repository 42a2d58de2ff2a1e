package dev.holdfast.core.segment;

/** What no segment exceeds. */
public final class SegmentLimits {
    /** Longest raw content of a segment, and so the longest chunk, in bytes. */
    public static final int MAX_RAW_BYTES = 16 * 1024 * 1024;

    /** Most chunks in one segment. */
    public static final int MAX_CHUNKS = 65_536;

    private SegmentLimits() {}
}
