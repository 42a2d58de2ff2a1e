package dev.holdfast.core.segment;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Box;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.protocol.PackKind;

/**
 * The 64 bytes in clear that begin a segment. They are authenticated by all boxes that follow.
 *
 * @param kind the kind of pack it belongs in
 * @param dataKey the key it is sealed under, all zero for none
 * @param salt 32 random bytes from which its one-time key is derived
 * @param descriptorBytes length of the sealed descriptor, tag included
 * @param bodyBytes length of the sealed body, tags included
 */
public record SegmentHeader(PackKind kind, DataKeyId dataKey, byte[] salt, int descriptorBytes, int bodyBytes) {
    /** Length of the header. */
    public static final int BYTES = 64;

    /** The header's first four bytes. */
    public static final int MAGIC = 'H' << 24 | 'F' << 16 | 'S' << 8 | 'G';

    /** Length of the salt. */
    public static final int SALT_BYTES = 32;

    private static final int VERSION = 1;
    private static final int MAX_DESCRIPTOR_BYTES = SegmentDescriptor.encodedBytes(SegmentLimits.MAX_CHUNKS) + Box.TAG_BYTES;
    private static final int MAX_BODY_BYTES = BodyBoxes.sealedBytes(SegmentLimits.MAX_RAW_BYTES);

    public SegmentHeader {
        if (descriptorBytes < SegmentDescriptor.encodedBytes(1) + Box.TAG_BYTES || descriptorBytes > MAX_DESCRIPTOR_BYTES) {
            throw new MalformedException("descriptor length " + Integer.toUnsignedString(descriptorBytes) + " is impossible");
        }
        if (bodyBytes < Box.TAG_BYTES || bodyBytes > MAX_BODY_BYTES) {
            throw new MalformedException("body length " + Integer.toUnsignedString(bodyBytes) + " is impossible");
        }
    }

    /**
     * Reads the header that begins at {@code offset}.
     *
     * @throws MalformedException if there is none
     */
    public static SegmentHeader decode(byte[] bytes, int offset, int length) {
        ByteReader reader = new ByteReader(bytes, offset, length);
        if (reader.u32() != MAGIC) {
            throw new MalformedException("no segment begins here");
        }
        int version = reader.u8();
        if (version != VERSION) {
            throw new MalformedException("segment format " + version + " is not known");
        }
        PackKind kind = PackKind.of(reader.u8());
        if (reader.u16() != 0) {
            throw new MalformedException("reserved bytes of a segment are set");
        }
        return new SegmentHeader(
                kind,
                DataKeyId.read(reader.raw(DataKeyId.BYTES), 0),
                reader.raw(SALT_BYTES),
                reader.u32(),
                reader.u32());
    }

    void encode(ByteWriter writer) {
        writer.u32(MAGIC)
                .u8(VERSION)
                .u8(kind.code())
                .u16(0)
                .raw(dataKey.toBytes())
                .raw(salt)
                .u32(descriptorBytes)
                .u32(bodyBytes);
    }

    /** Length of the whole segment. */
    public int segmentBytes() {
        return BYTES + descriptorBytes + bodyBytes;
    }

    /** What all boxes are bound to: the repository and this header. */
    byte[] associated(RepositoryId repository) {
        ByteWriter writer = new ByteWriter(RepositoryId.BYTES + BYTES).raw(repository.toBytes());
        encode(writer);
        return writer.toBytes();
    }
}
