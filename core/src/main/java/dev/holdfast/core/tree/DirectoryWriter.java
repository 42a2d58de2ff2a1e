package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a sorted sequence of nodes into TREE chunks. A long directory is cut after names that a hash of the name picks, so that
 * one new entry changes one chunk; above the leaves stands an index, and above many indexes another.
 */
public final class DirectoryWriter {
    private final StructureSink sink;
    private final Shape shape;
    private final ByteWriter body = new ByteWriter(4096);
    private final NodeEncoder encoder = new NodeEncoder(body);
    private final TreeReferences.Collector references = new TreeReferences.Collector();
    private final List<TreeChunk.Entry> leaves = new ArrayList<>();
    private int nodes;
    private @Nullable FileName first;
    private @Nullable FileName last;

    public DirectoryWriter(StructureSink sink) {
        this(sink, new Shape(32 * 1024, 128 * 1024, 1024 * 1024, TreeChunk.MAX_INDEX_ENTRIES));
    }

    DirectoryWriter(StructureSink sink, Shape shape) {
        this.sink = sink;
        this.shape = shape;
    }

    /**
     * How a directory is divided. Readers take any shape.
     *
     * @param minLeafBytes a shorter leaf goes on
     * @param cutBytes behind that, a node of n bytes ends its leaf with a probability of n in this many
     * @param maxLeafBytes a leaf of this length ends
     * @param maxIndexEntries an index of this many entries ends
     */
    record Shape(int minLeafBytes, int cutBytes, int maxLeafBytes, int maxIndexEntries) {}

    /**
     * Fails with {@code LIMIT_EXCEEDED} if the format cannot hold the node, as {@link #add} would. To be asked where a directory is to go on
     * without such a node: what {@code add} fails with may as well come from the sink, and then the directory is lost.
     */
    public static void requireStorable(Node node) {
        NodeEncoder.requireEncodable(node);
    }

    /**
     * Adds a node whose name must come after the one before it.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code LIMIT_EXCEEDED} if the format cannot hold the node
     */
    public void add(Node node) {
        if (last != null && last.compareTo(node.name()) >= 0) {
            throw new IllegalArgumentException("nodes out of order: " + node.name() + " after " + last);
        }
        int before = body.size();
        encoder.write(node);
        if (first == null) {
            first = node.name();
        }
        last = node.name();
        references.add(node);
        nodes++;
        if (isCut(node.name(), body.size() - before)) {
            flushLeaf();
        }
    }

    /** Writes what is left and names the directory's top chunk. The writer can then take the next directory. */
    public Fingerprint finish() {
        if (nodes > 0 || leaves.isEmpty()) {
            flushLeaf();
        }
        List<TreeChunk.Entry> level = leaves;
        while (level.size() > 1) {
            level = index(level);
        }
        Fingerprint top = level.getFirst().chunk();
        leaves.clear();
        last = null;
        return top;
    }

    /** The chance goes by bytes, so that leaves are alike in length whether their nodes have one piece or thousands. */
    private boolean isCut(FileName name, int nodeBytes) {
        if (body.size() < shape.minLeafBytes) {
            return false;
        }
        long chance = ((long) nodeBytes << Integer.SIZE) / shape.cutBytes;
        return body.size() >= shape.maxLeafBytes || Integer.toUnsignedLong(mix(name.hashCode())) < chance;
    }

    /** The finaliser of MurmurHash3 (Appleby, public domain), which spreads the hashes of names that differ in a digit. */
    private static int mix(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
        return mixed ^ mixed >>> 16;
    }

    private void flushLeaf() {
        ByteWriter chunk = new ByteWriter(body.size() + 16);
        chunk.u8(TreeChunk.VERSION).u8(TreeChunk.LEAF).varint(nodes).raw(body.array(), 0, body.size());
        Fingerprint leaf = sink.put(ChunkType.TREE, chunk.array(), chunk.size(), references.take());
        leaves.add(new TreeChunk.Entry(first == null ? EMPTY : first, leaf));
        body.reset();
        encoder.restart();
        nodes = 0;
        first = null;
    }

    private List<TreeChunk.Entry> index(List<TreeChunk.Entry> level) {
        List<TreeChunk.Entry> next = new ArrayList<>();
        for (int from = 0; from < level.size(); from += shape.maxIndexEntries) {
            int to = Math.min(level.size(), from + shape.maxIndexEntries);
            List<TreeChunk.Entry> part = level.subList(from, to);
            ByteWriter out = new TreeChunk.Index(part).encode();
            List<Fingerprint> children = part.stream().map(TreeChunk.Entry::chunk).toList();
            next.add(new TreeChunk.Entry(
                    part.getFirst().first(),
                    sink.put(ChunkType.TREE, out.array(), out.size(), new References(children, List.of()))));
        }
        return next;
    }

    /** Stands for the first name of an empty directory's only leaf; never written. */
    private static final FileName EMPTY = FileName.of("empty");
}
