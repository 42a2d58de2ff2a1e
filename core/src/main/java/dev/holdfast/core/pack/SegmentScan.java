package dev.holdfast.core.pack;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.segment.SegmentHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * A walk through a damaged pack from segment to segment. Where no segment begins, it looks for the next place where one might.
 */
final class SegmentScan {
    private static final int WINDOW_BYTES = 256 * 1024;

    private final PackBytes pack;
    private final long end;
    private final byte[] window;
    private final List<SegmentRange> found = new ArrayList<>();

    private SegmentScan(PackBytes pack) {
        this.pack = pack;
        this.end = Math.min(pack.sizeBytes(), PackLimits.MAX_PACK_BYTES);
        this.window = new byte[(int) Math.min(WINDOW_BYTES, end)];
    }

    /** Every range in which a whole segment seems to lie, in ascending order. */
    static List<SegmentRange> of(PackBytes pack) {
        SegmentScan scan = new SegmentScan(pack);
        scan.run();
        return List.copyOf(scan.found);
    }

    private void run() {
        long position = Math.min(PackHeader.BYTES, end);
        while (end - position >= SegmentHeader.BYTES && found.size() < PackLimits.MAX_SEGMENTS) {
            int length = (int) Math.min(window.length, end - position);
            pack.read(position, window, 0, length);
            position = search(position, length);
        }
    }

    /** Looks through the window at {@code position}; returns where to go on. */
    private long search(long position, int length) {
        for (int at = 0; at + SegmentHeader.BYTES <= length; at++) {
            if (beginsSegment(window, at)) {
                int segmentBytes = segmentBytes(at, length);
                if (segmentBytes > 0 && segmentBytes <= end - position - at) {
                    SegmentRange range = new SegmentRange(position + at, segmentBytes);
                    found.add(range);
                    return isFollowed(range) ? range.end() : range.offset() + SegmentHeader.BYTES;
                }
            }
        }
        return position + length - SegmentHeader.BYTES + 1;
    }

    /** Without another segment behind it, a segment's length may be what is damaged, and others may lie in what it claims. */
    private boolean isFollowed(SegmentRange range) {
        return end - range.end() >= Integer.BYTES && beginsSegment(pack.read(range.end(), Integer.BYTES), 0);
    }

    private static boolean beginsSegment(byte[] bytes, int at) {
        return bytes[at] == (byte) (SegmentHeader.MAGIC >>> 24)
                && bytes[at + 1] == (byte) (SegmentHeader.MAGIC >>> 16)
                && bytes[at + 2] == (byte) (SegmentHeader.MAGIC >>> 8)
                && bytes[at + 3] == (byte) SegmentHeader.MAGIC;
    }

    private int segmentBytes(int at, int length) {
        try {
            return SegmentHeader.decode(window, at, length - at).segmentBytes();
        } catch (MalformedException _) {
            return 0;
        }
    }
}
