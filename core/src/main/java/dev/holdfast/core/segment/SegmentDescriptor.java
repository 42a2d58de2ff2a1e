package dev.holdfast.core.segment;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a segment holds. Its encoded length depends on nothing but the number of chunks.
 *
 * @param compression how the content lies in the body
 * @param contentBytes length of the content in the body, before padding
 * @param chunks the chunks in order of their place
 */
public record SegmentDescriptor(Compression compression, int contentBytes, List<Chunk> chunks) {
    private static final int FIXED_BYTES = 1 + 4 + 4;
    private static final int CHUNK_BYTES = 1 + 4 + Fingerprint.BYTES;

    public SegmentDescriptor {
        chunks = List.copyOf(chunks);
    }

    /** How the content lies in the body. */
    public enum Compression {
        /** As it is. */
        STORED,
        /** As one zstd frame. */
        ZSTD;

        private int code() {
            return switch (this) {
                case STORED -> 0;
                case ZSTD -> 1;
            };
        }

        private static Compression of(int code) {
            return switch (code) {
                case 0 -> STORED;
                case 1 -> ZSTD;
                default -> throw new MalformedException("unknown compression " + code);
            };
        }
    }

    /**
     * A chunk of the segment.
     *
     * @param type what it holds
     * @param rawBytes its length
     * @param fingerprint its name
     */
    public record Chunk(ChunkType type, int rawBytes, Fingerprint fingerprint) {}

    /** Sum of the chunks' lengths. */
    public int rawBytes() {
        int sum = 0;
        for (Chunk chunk : chunks) {
            sum += chunk.rawBytes();
        }
        return sum;
    }

    /** The chunks' fingerprints in order of their place. */
    public List<Fingerprint> fingerprints() {
        return chunks.stream().map(Chunk::fingerprint).toList();
    }

    static int encodedBytes(int chunkCount) {
        return FIXED_BYTES + chunkCount * CHUNK_BYTES;
    }

    void encode(ByteWriter writer) {
        writer.u8(compression.code()).u32(contentBytes).u32(chunks.size());
        for (Chunk chunk : chunks) {
            writer.u8(chunk.type().code()).u32(chunk.rawBytes()).fingerprint(chunk.fingerprint());
        }
    }

    /** Reads a descriptor that must fill the range exactly; {@code kind} is what the header promises about the chunks' types. */
    static SegmentDescriptor decode(byte[] bytes, int length, PackKind kind) {
        ByteReader reader = new ByteReader(bytes, 0, length);
        Compression compression = Compression.of(reader.u8());
        int contentBytes = reader.u32();
        int count = reader.u32();
        if (count < 1 || count > SegmentLimits.MAX_CHUNKS || encodedBytes(count) != length) {
            throw new MalformedException("chunk count " + Integer.toUnsignedString(count) + " does not fit the descriptor");
        }
        List<Chunk> chunks = new ArrayList<>(count);
        int rawBytes = 0;
        for (int i = 0; i < count; i++) {
            Chunk chunk = new Chunk(ChunkType.of(reader.u8()), reader.u32(), reader.fingerprint());
            if (chunk.type().packKind() != kind) {
                throw new MalformedException("a chunk of type " + chunk.type() + " stands in a segment of kind " + kind);
            }
            if (chunk.rawBytes() < 0 || chunk.rawBytes() > SegmentLimits.MAX_RAW_BYTES - rawBytes) {
                throw new MalformedException("the chunks are longer than a segment may be");
            }
            rawBytes += chunk.rawBytes();
            chunks.add(chunk);
        }
        requireSane(compression, contentBytes, rawBytes);
        return new SegmentDescriptor(compression, contentBytes, chunks);
    }

    private static void requireSane(Compression compression, int contentBytes, int rawBytes) {
        boolean sane = switch (compression) {
            case STORED -> contentBytes == rawBytes;
            case ZSTD -> contentBytes > 0 && contentBytes < rawBytes;
        };
        if (!sane) {
            throw new MalformedException(
                    "content of " + Integer.toUnsignedString(contentBytes) + " bytes cannot hold " + rawBytes + " raw bytes");
        }
    }
}
