package dev.holdfast.server.repository;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.pack.PackBytes;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackLimits;

/**
 * The beginning and the end of a pack, kept while it passes by: all that says which pack it is and where its segments lie. Belongs to one
 * thread.
 */
final class PackEnds implements PackBytes {
    /** The longest table of segments and what stands behind it. */
    private static final int TAIL_BYTES = PackLimits.MAX_SEGMENTS * 8 + 64;

    private final long sizeBytes;
    private final byte[] head;
    private final byte[] tail;
    private final long tailOffset;
    private long offset;

    PackEnds(long sizeBytes) {
        this.sizeBytes = sizeBytes;
        this.head = new byte[(int) Math.min(PackHeader.BYTES, sizeBytes)];
        this.tail = new byte[(int) Math.min(TAIL_BYTES, sizeBytes)];
        this.tailOffset = sizeBytes - tail.length;
    }

    /** Takes the next bytes. */
    void take(byte[] bytes, int count) {
        keep(bytes, count, head, 0);
        keep(bytes, count, tail, tailOffset);
        offset += count;
    }

    private void keep(byte[] bytes, int count, byte[] kept, long keptOffset) {
        long from = Math.max(offset, keptOffset);
        long to = Math.min(offset + count, keptOffset + kept.length);
        if (from < to) {
            System.arraycopy(bytes, (int) (from - offset), kept, (int) (from - keptOffset), (int) (to - from));
        }
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void read(long from, byte[] target, int targetOffset, int length) {
        if (from + length <= head.length) {
            System.arraycopy(head, (int) from, target, targetOffset, length);
        } else if (from >= tailOffset && from + length <= sizeBytes) {
            System.arraycopy(tail, (int) (from - tailOffset), target, targetOffset, length);
        } else {
            throw new MalformedException("nothing is kept of " + from + "+" + length);
        }
    }
}
