package dev.holdfast.core.segment;

import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.util.Arrays;

/**
 * The raw content of a segment, in memory of its own unless it was opened by {@link SegmentReader#openShared}. The segment's seal was
 * intact; whether each chunk is what its fingerprint says is for {@link SegmentReader#verify} to tell.
 */
public final class OpenedSegment {
    private final SegmentDescriptor descriptor;
    private final byte[] raw;
    private final int[] offsets;

    OpenedSegment(SegmentDescriptor descriptor, byte[] raw) {
        this.descriptor = descriptor;
        this.raw = raw;
        this.offsets = new int[descriptor.chunks().size() + 1];
        for (int i = 0; i < count(); i++) {
            offsets[i + 1] = offsets[i] + descriptor.chunks().get(i).rawBytes();
        }
    }

    /** What the segment holds. */
    public SegmentDescriptor descriptor() {
        return descriptor;
    }

    /** The same in memory of its own. */
    public OpenedSegment detached() {
        return new OpenedSegment(descriptor, Arrays.copyOf(raw, rawBytes()));
    }

    /** Length of all chunks in bytes. */
    public int rawBytes() {
        return offsets[count()];
    }

    /** Number of chunks. */
    public int count() {
        return descriptor.chunks().size();
    }

    /** The array with all chunks one after another from its start on; not to be changed. */
    public byte[] raw() {
        return raw;
    }

    /** Where the chunk begins in {@link #raw()}. */
    public int offset(int place) {
        return offsets[place];
    }

    /** Length of the chunk in bytes. */
    public int length(int place) {
        return offsets[place + 1] - offsets[place];
    }

    /** What the chunk holds. */
    public ChunkType type(int place) {
        return descriptor.chunks().get(place).type();
    }

    /** The name the chunk was stored under. */
    public Fingerprint fingerprint(int place) {
        return descriptor.chunks().get(place).fingerprint();
    }

    /** The chunk's range of {@link #raw()}. */
    public ByteSlice slice(int place) {
        return new ByteSlice(raw, offset(place), length(place));
    }

    /** A copy of the chunk. */
    public byte[] copy(int place) {
        return Arrays.copyOfRange(raw, offsets[place], offsets[place + 1]);
    }
}
