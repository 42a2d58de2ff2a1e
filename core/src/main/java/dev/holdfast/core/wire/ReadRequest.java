package dev.holdfast.core.wire;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.PackLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * A wish for stretches of packs. The answer has for each, in order, a byte of {@link Status}, a length of four bytes and that many bytes.
 *
 * @param ranges at most {@link #MAX_RANGES}, together at most {@link #MAX_BYTES}
 */
public record ReadRequest(List<Range> ranges) {
    /** Most stretches in a request. */
    public static final int MAX_RANGES = 1024;

    /** Most bytes in an answer. */
    public static final int MAX_BYTES = 32 << 20;

    /** A stretch of a pack. */
    public record Range(PackId pack, long offset, int length) {
        public Range {
            if (offset < 0 || length <= 0 || offset + length > PackLimits.MAX_PACK_BYTES) {
                throw new MalformedException("no pack has a stretch " + offset + "+" + length);
            }
        }
    }

    /** What became of a stretch. */
    public enum Status {
        READ(0),
        MISSING(1),
        DAMAGED(2);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        /** The byte that stands for this status. */
        public int code() {
            return code;
        }

        public static Status of(int code) {
            return switch (code) {
                case 0 -> READ;
                case 1 -> MISSING;
                case 2 -> DAMAGED;
                default -> throw new MalformedException("unknown status of a read " + code);
            };
        }
    }

    public ReadRequest {
        ranges = List.copyOf(ranges);
        if (ranges.size() > MAX_RANGES || ranges.stream().mapToLong(Range::length).sum() > MAX_BYTES) {
            throw new MalformedException("a request reads at most " + MAX_RANGES + " stretches and " + MAX_BYTES + " bytes");
        }
    }

    public byte[] encode() {
        ByteWriter writer = new ByteWriter(16 + ranges.size() * 30).varint(ranges.size());
        for (Range range : ranges) {
            writer.raw(range.pack().toBytes()).varint(range.offset()).varint(range.length());
        }
        return writer.toBytes();
    }

    public static ReadRequest decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int count = reader.count(MAX_RANGES, "number of stretches");
        List<Range> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ranges.add(new Range(PackPlaces.pack(reader), PackPlaces.offset(reader), PackPlaces.length(reader)));
        }
        reader.expectEnd();
        return new ReadRequest(ranges);
    }
}
