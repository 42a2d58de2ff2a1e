package dev.holdfast.core.pack;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.ChunkStore;

/** The bytes of one pack, read in ranges. */
public interface PackBytes {
    /** The pack's length. */
    long sizeBytes();

    /** Reads exactly {@code length} bytes from {@code offset} of the pack on. */
    void read(long offset, byte[] target, int targetOffset, int length);

    /** A new array with a range of the pack. */
    default byte[] read(long offset, int length) {
        byte[] bytes = new byte[length];
        read(offset, bytes, 0, length);
        return bytes;
    }

    /**
     * A pack in a store.
     *
     * @throws HoldfastException {@code PACK_MISSING} if it is not there
     */
    static PackBytes in(ChunkStore store, PackId id) {
        long size = store.size(id).orElseThrow(() -> new HoldfastException(
                ErrorCode.PACK_MISSING, "there is no pack " + id, "run 'holdfast check' to see what is affected"));
        return new PackBytes() {
            @Override
            public long sizeBytes() {
                return size;
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) {
                store.read(id, offset, target, targetOffset, length);
            }
        };
    }

    /** A pack that lies in memory. */
    static PackBytes of(byte[] pack) {
        return new PackBytes() {
            @Override
            public long sizeBytes() {
                return pack.length;
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) {
                System.arraycopy(pack, Math.toIntExact(offset), target, targetOffset, length);
            }
        };
    }
}
