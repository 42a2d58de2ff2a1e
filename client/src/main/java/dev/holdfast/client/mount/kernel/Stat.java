package dev.holdfast.client.mount.kernel;

import dev.holdfast.core.tree.Timestamp;

/**
 * What the kernel is told about a node.
 *
 * @param inode the number that programs see; two names of one file share it
 * @param size length in bytes
 * @param blocks space taken, in units of 512 bytes
 * @param mode type and permission bits as in {@code st_mode}
 * @param device the C library's number of the device that the node stands for, 0 for everything but devices
 */
public record Stat(
        long inode,
        long size,
        long blocks,
        int mode,
        long links,
        Ids ids,
        Timestamp modified,
        Timestamp changed,
        long device) {
    /** Whose a node is. */
    public record Ids(int user, int group) {}

    private static final int TYPE_SHIFT = 12;
    private static final int BLOCK_BYTES = 4096;

    /** The type as directory entries carry it. */
    int entryType() {
        return mode >>> TYPE_SHIFT & 0xf;
    }

    void writeTo(Reply reply) {
        reply.u64(inode).u64(size).u64(blocks);
        reply.u64(modified.seconds()).u64(modified.seconds()).u64(changed.seconds());
        reply.u32(modified.nanos()).u32(modified.nanos()).u32(changed.nanos());
        reply.u32(mode).u32((int) Math.min(links, Integer.MAX_VALUE)).u32(ids.user).u32(ids.group);
        reply.u32(kernelDevice(device)).u32(BLOCK_BYTES).u32(0);
    }

    /** The kernel's 32-bit form of a device number: twelve bits of major amid twenty of minor. */
    private static int kernelDevice(long device) {
        long major = device >>> 8 & 0xfff | device >>> 32 & ~0xfffL;
        long minor = device & 0xff | device >>> 12 & ~0xffL;
        return (int) (minor & 0xff | major << 8 | (minor & ~0xffL) << 12);
    }
}
