package dev.holdfast.core.segment;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.crypto.ChecksumBox;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.crypto.GcmBox;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.keys.KeyRing;
import java.util.function.IntFunction;

/**
 * Opens segments, one after another. Belongs to one thread.
 *
 * <p>A segment that is not what was sealed is {@code CHUNK_DAMAGED}; the message does not say where it lay, which is for the caller to
 * add. A missing or forbidden key shows as the {@link KeyRing} reports it.
 */
public final class SegmentReader implements AutoCloseable {
    private final KeyRing ring;
    private final Fingerprinter fingerprinter;
    private final SegmentOpener opener;
    private byte[] shared = new byte[0];

    public SegmentReader(KeyRing ring) {
        this.ring = ring;
        this.fingerprinter = ring.newFingerprinter();
        this.opener = new SegmentOpener(ring.repository(), switch (ring.mode()) {
            case CLIENT -> new GcmBox();
            case NONE -> new ChecksumBox();
        });
    }

    /** Opens the segment that fills the range exactly, into memory of its own. */
    public OpenedSegment open(byte[] sealed, int offset, int length) {
        return open(slice(sealed, offset, length), byte[]::new);
    }

    /** The same into memory of this reader, which the next call writes over: for whoever reads much and keeps nothing. */
    public OpenedSegment openShared(byte[] sealed, int offset, int length) {
        return open(slice(sealed, offset, length), this::shared);
    }

    private byte[] shared(int length) {
        if (shared.length < length) {
            shared = new byte[length];
        }
        return shared;
    }

    private OpenedSegment open(ByteSlice sealed, IntFunction<byte[]> memory) {
        try {
            SegmentHeader header = SegmentOpener.header(sealed);
            SegmentDescriptor descriptor = opener.descriptor(header, sealed, key(header));
            byte[] raw = memory.apply(descriptor.rawBytes());
            opener.body(header, descriptor, sealed, raw);
            return new OpenedSegment(descriptor, raw);
        } catch (MalformedException e) {
            throw damaged(e);
        }
    }

    /** Opens the descriptor alone. The body is not looked at and may be damaged; the range may end behind the descriptor. */
    public SegmentDescriptor openDescriptor(byte[] sealed, int offset, int length) {
        try {
            ByteSlice slice = slice(sealed, offset, length);
            SegmentHeader header = SegmentHeader.decode(sealed, offset, length);
            if (length < SegmentHeader.BYTES + header.descriptorBytes()) {
                throw new MalformedException("the segment ends within its descriptor");
            }
            return opener.descriptor(header, slice, key(header));
        } catch (MalformedException e) {
            throw damaged(e);
        }
    }

    /** Fails with {@code CHUNK_DAMAGED} unless the chunk is what its fingerprint says. */
    public void verify(OpenedSegment segment, int place) {
        Fingerprint actual = fingerprinter.fingerprint(
                segment.type(place), segment.raw(), segment.offset(place), segment.length(place));
        if (!actual.equals(segment.fingerprint(place))) {
            throw new HoldfastException(
                    ErrorCode.CHUNK_DAMAGED,
                    "the content stored as chunk " + segment.fingerprint(place) + " is different content",
                    "run 'holdfast check' to see what is affected");
        }
    }

    /** Verifies every chunk of the segment. */
    public void verifyAll(OpenedSegment segment) {
        for (int place = 0; place < segment.count(); place++) {
            verify(segment, place);
        }
    }

    private DataKey key(SegmentHeader header) {
        return ring.openingKey(header.dataKey());
    }

    private static ByteSlice slice(byte[] sealed, int offset, int length) {
        return new ByteSlice(sealed, offset, length);
    }

    private static HoldfastException damaged(MalformedException cause) {
        return new HoldfastException(
                ErrorCode.CHUNK_DAMAGED,
                "a segment is damaged: " + cause.getMessage(),
                "run 'holdfast check' to see what is affected",
                cause);
    }

    @Override
    public void close() {
        opener.close();
    }
}
