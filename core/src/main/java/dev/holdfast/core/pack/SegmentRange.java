package dev.holdfast.core.pack;

/**
 * Where a segment lies in its pack.
 *
 * @param offset its first byte, counted from the pack's beginning
 * @param length its length in bytes
 */
public record SegmentRange(long offset, int length) {
    public SegmentRange {
        if (offset < 0 || length <= 0) {
            throw new IllegalArgumentException("impossible range " + offset + "+" + length);
        }
    }

    /** The first byte behind the segment. */
    public long end() {
        return offset + length;
    }
}
