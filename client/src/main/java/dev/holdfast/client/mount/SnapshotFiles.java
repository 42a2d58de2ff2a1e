package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.Entry;
import dev.holdfast.client.mount.kernel.Entry.Validity;
import dev.holdfast.client.mount.kernel.Errno;
import dev.holdfast.client.mount.kernel.ErrnoException;
import dev.holdfast.client.mount.kernel.FileSystem;
import dev.holdfast.client.mount.kernel.Listing;
import dev.holdfast.client.mount.kernel.Reply;
import dev.holdfast.client.mount.kernel.Stat;
import dev.holdfast.core.tree.DirectoryLeaves;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Timestamp;
import java.util.List;
import java.util.Optional;

/** The whole file system: the folders above the snapshots and the trees below them. */
final class SnapshotFiles implements FileSystem {
    /** Positions of a listing begin with these two, then come the entries. */
    private static final long AFTER_DOT = 1;

    private static final long AFTER_DOTS = 2;

    private static final Stat NOTHING =
            new Stat(0, 0, 0, 0, 0, new Stat.Ids(0, 0), new Timestamp(0, 0), new Timestamp(0, 0), 0);

    private final ShelfFiles shelf;
    private final Directories directories;
    private final TreeCache trees;
    private final NodeStats stats;
    private final FileReads reads;

    SnapshotFiles(ShelfFiles shelf, Directories directories, TreeCache trees, FileReads reads) {
        this.shelf = shelf;
        this.directories = directories;
        this.trees = trees;
        this.stats = new NodeStats(new Pieces(trees));
        this.reads = reads;
    }

    @Override
    public Entry lookup(long directory, byte[] name) {
        if (shelf.isFolder(directory)) {
            return shelf.lookup(directory, name);
        }
        if (name.length > FileName.MAX_BYTES) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
        KnownDirectory known = directories.ofNode(directory);
        return trees.find(known.tree(), FileName.of(name))
                .map(found -> entry(known, found.node(), found.leaf(), found.place(), true))
                .orElseGet(() -> new Entry(0, NOTHING, Validity.FOREVER));
    }

    /** A node as an entry; {@code refers} if the kernel will hold a reference to it. */
    private Entry entry(KnownDirectory above, Node node, int leaf, int place, boolean refers) {
        long number = NodeNumber.of(above.number(), leaf, place);
        if (refers && node instanceof Node.Directory directory) {
            directories.refer(number, directory.tree(), above.snapshot());
        }
        return new Entry(number, stats.of(node, above, number), Validity.FOREVER);
    }

    @Override
    public void forget(long node, long references) {
        directories.forget(node, references);
    }

    @Override
    public Entry attributes(long node) {
        if (ShelfFiles.isAbove(node)) {
            return shelf.attributes(node);
        }
        return new Entry(node, stats.of(node(node), directories.above(node), node), Validity.FOREVER);
    }

    /** The node that a number stands for. */
    private Node node(long number) {
        if (ShelfFiles.isAbove(number)) {
            throw new ErrnoException(Errno.EINVAL);
        }
        DirectoryLeaves leaves = trees.leaves(directories.above(number).tree());
        if (NodeNumber.leaf(number) < leaves.count()) {
            List<Node> nodes = trees.nodes(leaves, NodeNumber.leaf(number));
            if (NodeNumber.place(number) < nodes.size()) {
                return nodes.get(NodeNumber.place(number));
            }
        }
        throw new ErrnoException(Errno.ESTALE);
    }

    private Node.File file(long number) {
        return switch (node(number)) {
            case Node.File file -> file;
            case Node.Directory directory -> throw new ErrnoException(Errno.EISDIR);
            case Node.Symlink link -> throw new ErrnoException(Errno.EINVAL);
            case Node.Special special -> throw new ErrnoException(Errno.EINVAL);
        };
    }

    @Override
    public byte[] target(long link) {
        if (ShelfFiles.isAbove(link)) {
            return shelf.target(link);
        }
        if (node(link) instanceof Node.Symlink symlink) {
            return symlink.target();
        }
        throw new ErrnoException(Errno.EINVAL);
    }

    @Override
    public void read(long file, long offset, int length, Reply reply) {
        reads.read(file, file(file), offset, length, reply);
    }

    @Override
    public Optional<Long> seek(long file, long offset, Sought sought) {
        return reads.seek(file(file), offset, sought);
    }

    @Override
    public boolean isImmutable(long directory) {
        return !shelf.isFolder(directory);
    }

    @Override
    public List<Extended> extended(long node) {
        if (ShelfFiles.isAbove(node)) {
            return List.of();
        }
        return node(node).attributes().extended().stream()
                .map(attribute -> new Extended(attribute.name(), attribute.value()))
                .toList();
    }

    @Override
    public Totals totals() {
        return shelf.totals();
    }

    @Override
    public void list(long directory, long position, Listing listing) {
        if (position < AFTER_DOT) {
            if (!listing.hasRoom(1)) {
                return;
            }
            listing.addDots(".", directory, AFTER_DOT);
        }
        if (position < AFTER_DOTS) {
            if (!listing.hasRoom(2)) {
                return;
            }
            listing.addDots("..", directory, AFTER_DOTS);
        }
        long from = Math.max(position, AFTER_DOTS) - AFTER_DOTS;
        if (shelf.isFolder(directory)) {
            shelf.list(directory, from, listing);
        } else {
            listNodes(directories.ofNode(directory), from, listing);
        }
    }

    /** Adds nodes; where one stands in its directory is the position after its predecessor. */
    private void listNodes(KnownDirectory directory, long from, Listing listing) {
        DirectoryLeaves leaves = trees.leaves(directory.tree());
        int place = NodeNumber.place(from);
        for (int leaf = NodeNumber.leaf(from); leaf < leaves.count(); leaf++, place = 0) {
            List<Node> nodes = trees.nodes(leaves, leaf);
            for (; place < nodes.size(); place++) {
                Node node = nodes.get(place);
                if (!listing.hasRoom(node.name().bytes().length)) {
                    return;
                }
                long next = NodeNumber.of(0, leaf, place) + 1 + AFTER_DOTS;
                listing.add(node.name().bytes(), entry(directory, node, leaf, place, listing.isLookup()), next);
            }
        }
    }
}
