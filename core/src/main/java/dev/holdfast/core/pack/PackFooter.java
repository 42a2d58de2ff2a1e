package dev.holdfast.core.pack;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.segment.SegmentHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of segments at the end of a pack and the 40 bytes behind it that tell where it begins.
 *
 * @param segments the segments in ascending order, without gaps
 */
record PackFooter(List<SegmentRange> segments) {
    /** Length of the trailer. */
    static final int TRAILER_BYTES = 40;

    private static final int MAGIC = 'H' << 24 | 'F' << 16 | 'P' << 8 | 'E';
    private static final int ENTRY_BYTES = 8;
    private static final int DIGEST_BYTES = 32;

    PackFooter {
        segments = List.copyOf(segments);
    }

    /** Table and trailer; both are bound to the pack's header. */
    byte[] encode(byte[] header) {
        ByteWriter writer = new ByteWriter(tableBytes(segments.size()) + TRAILER_BYTES).u32(segments.size());
        for (SegmentRange segment : segments) {
            writer.u32(Math.toIntExact(segment.offset())).u32(segment.length());
        }
        byte[] table = writer.toBytes();
        return writer.raw(Sha256.of(header, table)).u32(table.length).u32(MAGIC).toBytes();
    }

    static int tableBytes(int segmentCount) {
        return Integer.BYTES + segmentCount * ENTRY_BYTES;
    }

    /**
     * Length of the table that stands before a trailer.
     *
     * @throws MalformedException if it is no trailer, or the table would not fit into a pack of {@code packBytes}
     */
    static int tableBytes(byte[] trailer, long packBytes) {
        ByteReader reader = new ByteReader(trailer);
        reader.skip(DIGEST_BYTES);
        int tableBytes = reader.u32();
        if (reader.u32() != MAGIC) {
            throw new MalformedException("it does not end like a pack");
        }
        if (tableBytes < tableBytes(0)
                || tableBytes > tableBytes(PackLimits.MAX_SEGMENTS)
                || tableBytes > packBytes - PackHeader.BYTES - TRAILER_BYTES) {
            throw new MalformedException("a table of " + Integer.toUnsignedString(tableBytes) + " bytes is impossible");
        }
        return tableBytes;
    }

    /** @throws MalformedException unless the table is what was written and its segments fill the pack */
    static PackFooter decode(byte[] header, byte[] table, byte[] trailer, long packBytes) {
        if (!Arrays.equals(Sha256.of(header, table), 0, DIGEST_BYTES, trailer, 0, DIGEST_BYTES)) {
            throw new MalformedException("the checksum of the table of segments does not match");
        }
        ByteReader reader = new ByteReader(table);
        int count = reader.u32();
        if (count < 0 || count > PackLimits.MAX_SEGMENTS || tableBytes(count) != table.length) {
            throw new MalformedException("segment count " + Integer.toUnsignedString(count) + " does not fit the table");
        }
        List<SegmentRange> segments = new ArrayList<>(count);
        long end = PackHeader.BYTES;
        for (int i = 0; i < count; i++) {
            long offset = reader.u32();
            int length = reader.u32();
            if (offset != end || length < SegmentHeader.BYTES) {
                throw new MalformedException("segment " + i + " does not begin where the one before it ends");
            }
            segments.add(new SegmentRange(offset, length));
            end += length;
        }
        if (end != packBytes - TRAILER_BYTES - table.length) {
            throw new MalformedException("the segments do not fill the pack");
        }
        return new PackFooter(segments);
    }
}
