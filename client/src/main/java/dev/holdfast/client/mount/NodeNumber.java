package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.Errno;
import dev.holdfast.client.mount.kernel.ErrnoException;

/**
 * The number of a node below a snapshot: 28 bits for its directory, 20 for the leaf of the directory, 16 for its place in the leaf.
 * Numbers whose directory is 0 stand for what is above the snapshots, and for the snapshots themselves.
 */
final class NodeNumber {
    static final int MAX_DIRECTORY = (1 << 28) - 1;

    private static final int DIRECTORY_SHIFT = 36;
    private static final int LEAF_SHIFT = 16;
    private static final int MAX_LEAF = (1 << 20) - 1;
    private static final int MAX_PLACE = (1 << 16) - 1;

    private NodeNumber() {}

    static long of(int directory, int leaf, int place) {
        if (leaf > MAX_LEAF || place > MAX_PLACE) {
            throw new ErrnoException(Errno.EIO);
        }
        return (long) directory << DIRECTORY_SHIFT | (long) leaf << LEAF_SHIFT | place;
    }

    /** The number of the directory in which the node stands, 0 if it stands above. */
    static int directory(long number) {
        return (int) (number >>> DIRECTORY_SHIFT);
    }

    /** The part that does not depend on how the directory is numbered. */
    static long withinDirectory(long number) {
        return number & (1L << DIRECTORY_SHIFT) - 1;
    }

    static int leaf(long number) {
        return (int) (number >>> LEAF_SHIFT) & MAX_LEAF;
    }

    static int place(long number) {
        return (int) number & MAX_PLACE;
    }
}
