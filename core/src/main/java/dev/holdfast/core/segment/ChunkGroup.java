package dev.holdfast.core.segment;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Chunks on their way into one segment, with a checksum of each taken on arrival. Either gathers copies of chunks or borrows a single
 * one from its owner's array.
 */
final class ChunkGroup {
    private final CRC32C crc = new CRC32C();
    private final List<SegmentDescriptor.Chunk> chunks = new ArrayList<>();
    private int[] checksums = new int[16];
    private byte[] own = new byte[0];
    private byte[] raw = own;
    private int offset;
    private int length;

    void add(SegmentDescriptor.Chunk chunk, byte[] data, int from) {
        note(chunk, data, from);
        reserve(chunk.rawBytes());
        System.arraycopy(data, from, own, length, chunk.rawBytes());
        length += chunk.rawBytes();
    }

    void borrow(SegmentDescriptor.Chunk chunk, byte[] data, int from) {
        note(chunk, data, from);
        raw = data;
        offset = from;
        length = chunk.rawBytes();
    }

    void clear() {
        chunks.clear();
        raw = own;
        offset = 0;
        length = 0;
    }

    byte[] raw() {
        return raw;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    List<SegmentDescriptor.Chunk> chunks() {
        return chunks;
    }

    /** The type of the first chunk, which decides about the kind of the segment. */
    ChunkType firstType() {
        return chunks.getFirst().type();
    }

    /** The first chunk whose bytes in {@code opened} are not those that arrived, or -1 if all are. */
    int firstDifference(byte[] opened) {
        int at = 0;
        for (int place = 0; place < chunks.size(); place++) {
            int bytes = chunks.get(place).rawBytes();
            if (checksum(opened, at, bytes) != checksums[place]) {
                return place;
            }
            at += bytes;
        }
        return -1;
    }

    private void note(SegmentDescriptor.Chunk chunk, byte[] data, int from) {
        requireFits(chunk);
        if (checksums.length == chunks.size()) {
            checksums = Arrays.copyOf(checksums, checksums.length * 2);
        }
        checksums[chunks.size()] = checksum(data, from, chunk.rawBytes());
        chunks.add(chunk);
    }

    private void requireFits(SegmentDescriptor.Chunk chunk) {
        if (chunk.rawBytes() > SegmentLimits.MAX_RAW_BYTES - length || chunks.size() == SegmentLimits.MAX_CHUNKS) {
            throw new HoldfastException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "a segment holds at most " + SegmentLimits.MAX_RAW_BYTES + " bytes in " + SegmentLimits.MAX_CHUNKS + " chunks");
        }
        if (!chunks.isEmpty() && firstType().packKind() != chunk.type().packKind()) {
            throw new IllegalArgumentException("chunks of kinds " + firstType().packKind() + " and "
                    + chunk.type().packKind() + " do not share a segment");
        }
    }

    private int checksum(byte[] data, int from, int bytes) {
        crc.reset();
        crc.update(data, from, bytes);
        return (int) crc.getValue();
    }

    private void reserve(int more) {
        if (length + more > own.length) {
            own = Arrays.copyOf(own, Math.max(length + more, Math.min(own.length * 2, SegmentLimits.MAX_RAW_BYTES)));
            raw = own;
        }
    }
}
