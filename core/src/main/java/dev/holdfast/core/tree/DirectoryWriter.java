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
    static final int VERSION = 1;
    static final int LEAF = 0;
    static final int INDEX = 1;

    private static final int MIN_LEAF_NODES = 256;
    private static final int CUT_MASK = 1023;
    private static final int MAX_LEAF_NODES = 4096;
    private static final int MAX_LEAF_BYTES = 1 << 20;
    static final int MAX_INDEX_ENTRIES = 4096;

    private final StructureSink sink;
    private final ByteWriter body = new ByteWriter(4096);
    private final NodeEncoder encoder = new NodeEncoder(body);
    private final List<Fingerprint> structures = new ArrayList<>();
    private final List<Fingerprint> data = new ArrayList<>();
    private final List<IndexEntry> leaves = new ArrayList<>();
    private int nodes;
    private @Nullable FileName first;
    private @Nullable FileName last;

    public DirectoryWriter(StructureSink sink) {
        this.sink = sink;
    }

    /** One chunk below an index and the first name in it. */
    record IndexEntry(FileName first, Fingerprint chunk) {}

    /** Adds a node whose name must come after the one before it. */
    public void add(Node node) {
        if (last != null && last.compareTo(node.name()) >= 0) {
            throw new IllegalArgumentException("nodes out of order: " + node.name() + " after " + last);
        }
        if (first == null) {
            first = node.name();
        }
        last = node.name();
        encoder.write(node);
        collectReferences(node);
        nodes++;
        if (isCut(node.name())) {
            flushLeaf();
        }
    }

    /** Writes what is left and names the directory's top chunk. The writer can then take the next directory. */
    public Fingerprint finish() {
        if (nodes > 0 || leaves.isEmpty()) {
            flushLeaf();
        }
        List<IndexEntry> level = leaves;
        while (level.size() > 1) {
            level = index(level);
        }
        Fingerprint top = level.getFirst().chunk();
        leaves.clear();
        last = null;
        return top;
    }

    private boolean isCut(FileName name) {
        return nodes >= MAX_LEAF_NODES
                || body.size() >= MAX_LEAF_BYTES
                || nodes >= MIN_LEAF_NODES && (mix(name.hashCode()) & CUT_MASK) == 0;
    }

    private static int mix(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x45d9f3b;
        return mixed ^ mixed >>> 15;
    }

    private void collectReferences(Node node) {
        switch (node) {
            case Node.File file -> {
                References references = PieceLists.references(file.pieces());
                structures.addAll(references.structures());
                data.addAll(references.data());
            }
            case Node.Directory directory -> structures.add(directory.tree());
            case Node.Symlink symlink -> {}
            case Node.Special special -> {}
        }
    }

    private void flushLeaf() {
        ByteWriter chunk = new ByteWriter(body.size() + 16);
        chunk.u8(VERSION).u8(LEAF).varint(nodes).raw(body.array(), 0, body.size());
        Fingerprint leaf = sink.put(ChunkType.TREE, chunk.array(), chunk.size(), new References(structures, data));
        leaves.add(new IndexEntry(first == null ? EMPTY : first, leaf));
        body.reset();
        encoder.restart();
        structures.clear();
        data.clear();
        nodes = 0;
        first = null;
    }

    private List<IndexEntry> index(List<IndexEntry> level) {
        List<IndexEntry> next = new ArrayList<>();
        for (int from = 0; from < level.size(); from += MAX_INDEX_ENTRIES) {
            List<IndexEntry> part = level.subList(from, Math.min(level.size(), from + MAX_INDEX_ENTRIES));
            ByteWriter out = new ByteWriter(part.size() * 64);
            out.u8(VERSION).u8(INDEX).varint(part.size());
            part.forEach(entry -> out.bytes(entry.first().bytes()).fingerprint(entry.chunk()));
            List<Fingerprint> children = part.stream().map(IndexEntry::chunk).toList();
            next.add(new IndexEntry(
                    part.getFirst().first(),
                    sink.put(ChunkType.TREE, out.array(), out.size(), new References(children, List.of()))));
        }
        return next;
    }

    /** Stands for the first name of an empty directory's only leaf; never written. */
    private static final FileName EMPTY = FileName.of("empty");
}
