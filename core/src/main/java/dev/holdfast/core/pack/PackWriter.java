package dev.holdfast.core.pack;

import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.segment.SealedSegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one pack into a sink: header, segments, footer. Committing and closing the sink stay with its owner. Belongs to one thread.
 */
public final class PackWriter {
    private final PackHeader header;
    private final PackSink sink;
    private final MessageDigest digest = Sha256.newDigest();
    private final List<PackContents.Segment> segments = new ArrayList<>();
    private long sizeBytes;

    /** Begins the pack by writing its header. */
    public PackWriter(PackHeader header, PackSink sink) {
        this.header = header;
        this.sink = sink;
        write(header.encode(), 0, PackHeader.BYTES);
    }

    /** The header the pack begins with. */
    public PackHeader header() {
        return header;
    }

    /** Number of bytes written so far. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Number of segments written so far. */
    public int segmentCount() {
        return segments.size();
    }

    /** Whether a segment of that length can still be appended without exceeding the limits of a pack. */
    public boolean hasRoomFor(int segmentBytes) {
        int count = segments.size() + 1;
        return count <= PackLimits.MAX_SEGMENTS
                && sizeBytes + segmentBytes + PackFooter.tableBytes(count) + PackFooter.TRAILER_BYTES
                        <= PackLimits.MAX_PACK_BYTES;
    }

    /** Appends a segment and returns where it lies. */
    public SegmentRange append(SealedSegment segment) {
        if (segment.kind() != header.kind()) {
            throw new IllegalArgumentException("a segment of kind " + segment.kind() + " in a pack of kind " + header.kind());
        }
        if (!hasRoomFor(segment.length())) {
            throw new HoldfastException(ErrorCode.LIMIT_EXCEEDED, "pack " + header.id() + " is full");
        }
        SegmentRange range = new SegmentRange(sizeBytes, segment.length());
        write(segment.buffer(), segment.offset(), segment.length());
        segments.add(new PackContents.Segment(range.offset(), range.length(), segment.chunks()));
        return range;
    }

    /** Ends the pack by writing its footer; nothing can be appended afterwards. */
    public FinishedPack finish() {
        List<SegmentRange> table = segments.stream()
                .map(segment -> new SegmentRange(segment.offset(), segment.length()))
                .toList();
        byte[] footer = new PackFooter(table).encode(header.encode());
        write(footer, 0, footer.length);
        return new FinishedPack(sizeBytes, Digest.of(digest.digest()), segments);
    }

    private void write(byte[] source, int offset, int length) {
        sink.write(source, offset, length);
        digest.update(source, offset, length);
        sizeBytes += length;
    }
}
