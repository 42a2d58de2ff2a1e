package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.Stat;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;

/** What the kernel is told about the nodes of snapshots. */
record NodeStats(Pieces pieces) {
    private static final int DIRECTORY_BYTES = 4096;
    private static final int SECTOR_BYTES = 512;
    private static final int SECTORS_PER_BLOCK = 8;

    /** Marks inode numbers as computed, which keeps them apart from those of the folders above the snapshots. */
    private static final long COMPUTED = 1L << 62;

    /**
     * The attributes of a node.
     *
     * @param number its node number; where the source has no inode number, its place in the directory stands in
     */
    Stat of(Node node, KnownDirectory above, long number) {
        Attributes attributes = node.attributes();
        long size = size(node);
        long blocks = node instanceof Node.File file ? blocks(pieces.dataBytes(file)) : 0;
        return new Stat(
                inode(attributes.inode(), above, number),
                size,
                node instanceof Node.Directory ? DIRECTORY_BYTES / SECTOR_BYTES : blocks,
                typeBits(node.type()) | attributes.mode(),
                Math.max(1, attributes.inode().links()),
                new Stat.Ids((int) attributes.owner().uid(), (int) attributes.owner().gid()),
                attributes.modified(),
                attributes.changed(),
                node instanceof Node.Special special ? special.device() : 0);
    }

    private static long size(Node node) {
        return switch (node) {
            case Node.File file -> file.size();
            case Node.Symlink link -> link.target().length;
            case Node.Directory directory -> DIRECTORY_BYTES;
            case Node.Special special -> 0;
        };
    }

    private static long blocks(long bytes) {
        long sectors = (bytes + SECTOR_BYTES - 1) / SECTOR_BYTES;
        return (sectors + SECTORS_PER_BLOCK - 1) / SECTORS_PER_BLOCK * SECTORS_PER_BLOCK;
    }

    /** Names of one file of one snapshot get the same number, everything else different ones, with the certainty of a 62-bit hash. */
    private static long inode(Inode source, KnownDirectory above, long number) {
        long known = source.number() == 0
                ? mix(mix(above.snapshot()) ^ above.tree().hashCode()) ^ NodeNumber.withinDirectory(number)
                : mix(mix(above.snapshot()) ^ source.device()) ^ source.number();
        return mix(known) >>> 2 | COMPUTED;
    }

    /** A bijection that spreads every bit over all (the finaliser of MurmurHash3). */
    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    private static int typeBits(NodeType type) {
        return switch (type) {
            case FIFO -> 0010000;
            case CHARACTER_DEVICE -> 0020000;
            case DIRECTORY -> 0040000;
            case BLOCK_DEVICE -> 0060000;
            case FILE -> 0100000;
            case SYMLINK -> 0120000;
            case SOCKET -> 0140000;
        };
    }
}
