package dev.holdfast.core.segment;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Box;
import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.crypto.ChecksumBox;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.crypto.GcmBox;
import dev.holdfast.core.crypto.Padme;
import dev.holdfast.core.id.RepositoryId;

/**
 * The steps that open a segment, with the scratch memory they need. Every failure is a {@link MalformedException}. Belongs to one
 * thread.
 */
final class SegmentOpener implements AutoCloseable {
    static final int DESCRIPTOR_BOX = 0;

    private final RepositoryId repository;
    private final Box box;
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
    private byte[] scratch = new byte[0];

    SegmentOpener(RepositoryId repository, Box box) {
        this.repository = repository;
        this.box = box;
    }

    /** The header of a segment that must fill the range exactly. */
    static SegmentHeader header(ByteSlice sealed) {
        SegmentHeader header = SegmentHeader.decode(sealed.array(), sealed.offset(), sealed.length());
        if (header.segmentBytes() != sealed.length()) {
            throw new MalformedException(
                    "the segment says it has " + header.segmentBytes() + " bytes, there are " + sealed.length());
        }
        return header;
    }

    /** Opens the descriptor; the body has to follow before the next segment, if it is wanted. */
    SegmentDescriptor descriptor(SegmentHeader header, ByteSlice sealed, DataKey key) {
        box.prepare(key, header.salt());
        int offset = sealed.offset() + SegmentHeader.BYTES;
        ByteSlice sealedDescriptor = new ByteSlice(sealed.array(), offset, header.descriptorBytes());
        if (!box.open(DESCRIPTOR_BOX, header.associated(repository), sealedDescriptor, scratch(header), 0)) {
            throw new MalformedException("the descriptor's seal is broken");
        }
        return SegmentDescriptor.decode(scratch, header.descriptorBytes() - Box.TAG_BYTES, header.kind());
    }

    /** Opens the body into {@code raw}, which has at least the descriptor's raw length. */
    void body(SegmentHeader header, SegmentDescriptor descriptor, ByteSlice sealed, byte[] raw) {
        requirePadding(header, descriptor);
        int offset = sealed.offset() + SegmentHeader.BYTES + header.descriptorBytes();
        ByteSlice sealedBody = new ByteSlice(sealed.array(), offset, header.bodyBytes());
        BodyBoxes.open(box, header.associated(repository), sealedBody, scratch(header));
        switch (descriptor.compression()) {
            case STORED -> System.arraycopy(scratch, 0, raw, 0, descriptor.contentBytes());
            case ZSTD -> decompress(descriptor, raw);
        }
    }

    private void requirePadding(SegmentHeader header, SegmentDescriptor descriptor) {
        int expected = switch (box) {
            case GcmBox _ -> Padme.paddedLength(descriptor.contentBytes());
            case ChecksumBox _ -> descriptor.contentBytes();
        };
        if (header.bodyBytes() != BodyBoxes.sealedBytes(expected)) {
            throw new MalformedException("the body's length does not fit its content");
        }
    }

    /** The output is never longer than the descriptor promised, whatever the frame says about itself. */
    private void decompress(SegmentDescriptor descriptor, byte[] raw) {
        int rawBytes = descriptor.rawBytes();
        int length;
        try {
            length = decompressor.decompressByteArray(raw, 0, rawBytes, scratch, 0, descriptor.contentBytes());
        } catch (ZstdException e) {
            throw new MalformedException("decompression failed: " + e.getMessage());
        }
        if (length != rawBytes) {
            throw new MalformedException("decompression gave " + length + " bytes instead of " + rawBytes);
        }
    }

    private byte[] scratch(SegmentHeader header) {
        int needed = Math.max(header.descriptorBytes(), header.bodyBytes());
        if (scratch.length < needed) {
            scratch = new byte[Math.max(needed, Math.min(scratch.length * 2, SegmentLimits.MAX_RAW_BYTES))];
        }
        return scratch;
    }

    @Override
    public void close() {
        decompressor.close();
    }
}
