package dev.holdfast.core.tree;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of one directory, for those who need its nodes in any order and not one after another: which leaf has a name, and the
 * nodes of one leaf. Holds the names and fingerprints of the leaves, not the nodes. Immutable.
 */
public final class DirectoryLeaves {
    /** Most leaves of a directory: room for several hundred million nodes. */
    public static final int MAX_LEAVES = 1 << 20;

    private static final int MAX_DEPTH = 5;

    private final List<Part> parts;

    private DirectoryLeaves(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A leaf; {@code first} is null for one that is the whole directory. */
    private record Part(Fingerprint chunk, @Nullable FileName first) {
        TreeChunk.Place place() {
            return new TreeChunk.Place(first, null);
        }
    }

    /**
     * Reads what leads to the leaves of a directory.
     *
     * @throws HoldfastException TREE_DAMAGED, or what the source fails with
     */
    public static DirectoryLeaves of(StructureSource source, Fingerprint directory) {
        List<Part> level = List.of(new Part(directory, null));
        for (int depth = 0; depth <= MAX_DEPTH; depth++) {
            // All chunks of a level have the same form, so the first tells.
            if (open(source, level.getFirst()) instanceof TreeChunk.Leaf) {
                return new DirectoryLeaves(level);
            }
            level = below(source, level);
        }
        throw damaged(directory, new MalformedException("indexes are nested too deeply"));
    }

    private static List<Part> below(StructureSource source, List<Part> level) {
        List<Part> next = new ArrayList<>();
        for (Part part : level) {
            if (next.size() > MAX_LEAVES) {
                throw damaged(part.chunk, new MalformedException("more than " + MAX_LEAVES + " leaves"));
            }
            switch (open(source, part)) {
                case TreeChunk.Index index ->
                    index.entries().forEach(entry -> next.add(new Part(entry.chunk(), entry.first())));
                case TreeChunk.Leaf leaf -> throw damaged(part.chunk, new MalformedException("a leaf among indexes"));
            }
        }
        return next;
    }

    private static TreeChunk open(StructureSource source, Part part) {
        byte[] content = source.structure(part.chunk, ChunkType.TREE);
        try {
            return TreeChunk.open(content, part.place());
        } catch (MalformedException e) {
            throw damaged(part.chunk, e);
        }
    }

    /** Number of leaves, at least one. */
    public int count() {
        return parts.size();
    }

    /** The chunk of a leaf. */
    public Fingerprint chunk(int leaf) {
        return parts.get(leaf).chunk;
    }

    /** The leaf in which a name is, if it is anywhere. */
    public int covering(FileName name) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            FileName first = parts.get(middle).first;
            if (first == null || first.compareTo(name) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The nodes of a leaf in order of their names. */
    public List<Node> read(StructureSource source, int leaf) {
        Part part = parts.get(leaf);
        if (!(open(source, part) instanceof TreeChunk.Leaf opened)) {
            throw damaged(part.chunk, new MalformedException("an index among leaves"));
        }
        List<Node> nodes = new ArrayList<>();
        try {
            while (opened.hasNext()) {
                nodes.add(opened.next());
            }
        } catch (MalformedException e) {
            throw damaged(part.chunk, e);
        }
        return nodes;
    }

    private static HoldfastException damaged(Fingerprint chunk, RuntimeException cause) {
        return new HoldfastException(
                ErrorCode.TREE_DAMAGED,
                "directory " + chunk + " cannot be read: " + cause.getMessage(),
                "run: holdfast check --read-data",
                cause);
    }
}
