package dev.holdfast.core.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Box;
import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.crypto.Padme;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.time.Entropy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes segments: gathers chunks, compresses, seals, and opens what it made once more to compare it with checksums taken when the chunks
 * arrived. Memory that changed on the way shows as {@code BUFFER_DAMAGED}, and nothing of it is ever handed out. Belongs to one thread.
 */
public final class SegmentWriter implements AutoCloseable {
    private final KeyRing ring;
    private final DataKey key;
    private final Entropy entropy;
    private final Box box;
    private final SegmentOpener opener;
    private final ZstdCompressCtx compressor = new ZstdCompressCtx();
    private final ChunkGroup group;
    private final ChunkGroup single = new ChunkGroup();
    private final byte[] salt = new byte[SegmentHeader.SALT_BYTES];
    private final ByteWriter descriptorBytes = new ByteWriter();
    private final ByteWriter headerBytes = new ByteWriter();
    private byte[] content = new byte[0];
    private byte[] sealed = new byte[0];
    private byte[] reopened = new byte[0];

    /** A writer that seals under the ring's present key. */
    public SegmentWriter(KeyRing ring, Entropy entropy, int compressionLevel) {
        this(ring, entropy, compressionLevel, new ChunkGroup());
    }

    SegmentWriter(KeyRing ring, Entropy entropy, int compressionLevel, ChunkGroup group) {
        this.ring = ring;
        this.group = group;
        this.key = ring.sealingKey();
        this.entropy = entropy;
        this.box = Box.forKey(key);
        this.opener = new SegmentOpener(ring.repository(), Box.forKey(key));
        compressor.setLevel(compressionLevel).setChecksum(false).setDictID(false).setContentSize(true);
    }

    /** Puts a copy of a chunk into the group. All chunks of a group belong in packs of one kind. */
    public void add(Fingerprint fingerprint, ChunkType type, byte[] data, int offset, int length) {
        group.add(new SegmentDescriptor.Chunk(type, length, fingerprint), data, offset);
    }

    /** Length of the group's chunks in bytes. */
    public int rawBytes() {
        return group.length();
    }

    /** Number of chunks in the group. */
    public int count() {
        return group.chunks().size();
    }

    /** Whether nothing was added since the group was last sealed. */
    public boolean isEmpty() {
        return group.chunks().isEmpty();
    }

    /**
     * Seals the group and empties it.
     *
     * @throws HoldfastException {@code BUFFER_DAMAGED} if the bytes changed since they were added
     */
    public SealedSegment seal() {
        if (isEmpty()) {
            throw new IllegalStateException("there is nothing to seal");
        }
        try {
            return seal(group);
        } finally {
            group.clear();
        }
    }

    /** Seals one chunk as a segment of its own, straight from its owner's array; the group stays as it is. */
    public SealedSegment sealSingle(Fingerprint fingerprint, ChunkType type, byte[] data, int offset, int length) {
        try {
            single.borrow(new SegmentDescriptor.Chunk(type, length, fingerprint), data, offset);
            return seal(single);
        } finally {
            single.clear();
        }
    }

    private SealedSegment seal(ChunkGroup chunks) {
        SegmentDescriptor descriptor = compress(chunks);
        int bodyBytes = pad(descriptor.contentBytes());
        entropy.fill(salt);
        SegmentHeader header = new SegmentHeader(
                chunks.firstType().packKind(),
                key.id(),
                salt.clone(),
                SegmentDescriptor.encodedBytes(descriptor.chunks().size()) + Box.TAG_BYTES,
                BodyBoxes.sealedBytes(bodyBytes));
        write(header, descriptor, bodyBytes);
        verify(header, descriptor, chunks);
        int length = header.segmentBytes();
        return new SealedSegment(header.kind(), sealed, 0, length, descriptor.rawBytes(), descriptor.fingerprints());
    }

    private SegmentDescriptor compress(ChunkGroup chunks) {
        int bound = Math.toIntExact(Zstd.compressBound(chunks.length()));
        content = atLeast(content, Math.max(bound, Padme.paddedLength(chunks.length())));
        int compressed = compressor.compressByteArray(
                content, 0, content.length, chunks.raw(), chunks.offset(), chunks.length());
        if (pays(compressed, chunks.length())) {
            return new SegmentDescriptor(SegmentDescriptor.Compression.ZSTD, compressed, chunks.chunks());
        }
        System.arraycopy(chunks.raw(), chunks.offset(), content, 0, chunks.length());
        return new SegmentDescriptor(SegmentDescriptor.Compression.STORED, chunks.length(), chunks.chunks());
    }

    /** Less than a sixty-fourth saved is not worth decompressing for. */
    private static boolean pays(int compressed, int raw) {
        return compressed < raw - (raw >> 6);
    }

    private int pad(int contentBytes) {
        int padded = switch (key) {
            case DataKey.Secret _ -> Padme.paddedLength(contentBytes);
            case DataKey.None _ -> contentBytes;
        };
        Arrays.fill(content, contentBytes, padded, (byte) 0);
        return padded;
    }

    private void write(SegmentHeader header, SegmentDescriptor descriptor, int bodyBytes) {
        sealed = atLeast(sealed, header.segmentBytes());
        headerBytes.reset();
        header.encode(headerBytes);
        System.arraycopy(headerBytes.array(), 0, sealed, 0, SegmentHeader.BYTES);
        descriptorBytes.reset();
        descriptor.encode(descriptorBytes);
        byte[] associated = header.associated(ring.repository());
        box.prepare(key, header.salt());
        ByteSlice plainDescriptor = new ByteSlice(descriptorBytes.array(), 0, descriptorBytes.size());
        box.seal(SegmentOpener.DESCRIPTOR_BOX, associated, plainDescriptor, sealed, SegmentHeader.BYTES);
        ByteSlice plainBody = new ByteSlice(content, 0, bodyBytes);
        BodyBoxes.seal(box, associated, plainBody, sealed, SegmentHeader.BYTES + header.descriptorBytes());
    }

    private void verify(SegmentHeader header, SegmentDescriptor descriptor, ChunkGroup chunks) {
        try {
            ByteSlice slice = new ByteSlice(sealed, 0, header.segmentBytes());
            SegmentHeader readHeader = SegmentOpener.header(slice);
            SegmentDescriptor readDescriptor = opener.descriptor(readHeader, slice, key);
            if (!readDescriptor.equals(descriptor)) {
                throw damaged("its descriptor is not what was written", null);
            }
            reopened = atLeast(reopened, chunks.length());
            opener.body(readHeader, readDescriptor, slice, reopened);
        } catch (MalformedException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
        int place = chunks.firstDifference(reopened);
        if (place >= 0) {
            throw damaged("chunk " + chunks.chunks().get(place).fingerprint() + " is not what was added", null);
        }
    }

    private static HoldfastException damaged(String reason, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.BUFFER_DAMAGED,
                "memory changed while a segment was made: " + reason,
                "run the backup again, and test the machine's memory if this comes back",
                cause);
    }

    private static byte[] atLeast(byte[] buffer, int length) {
        return buffer.length >= length ? buffer : new byte[length];
    }

    @Override
    public void close() {
        compressor.close();
        opener.close();
    }
}
