package dev.holdfast.core.tree;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the nodes of one directory in order, a leaf at a time, whatever its size. Damage shows as {@code TREE_DAMAGED} from the
 * step that meets it.
 */
public final class DirectoryCursor implements Iterator<Node> {
    /** Deepest nesting of indexes. */
    private static final int MAX_DEPTH = 5;

    private final StructureSource source;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Fingerprint current;
    private TreeChunk.@Nullable Leaf leaf;
    private @Nullable FileName last;

    /** A chunk to read; {@code first} is null for the top one. */
    private record Pending(Fingerprint chunk, @Nullable FileName first, int depth) {}

    public DirectoryCursor(StructureSource source, Fingerprint directory) {
        this.source = source;
        this.current = directory;
        pending.push(new Pending(directory, null, 0));
    }

    /** Finds one node by name without reading the leaves that cannot have it. */
    public static Optional<Node> find(StructureSource source, Fingerprint directory, FileName name) {
        Fingerprint chunk = directory;
        TreeChunk.Place place = TreeChunk.Place.TOP;
        for (int depth = 0; depth <= MAX_DEPTH; depth++) {
            byte[] content = source.structure(chunk, ChunkType.TREE);
            try {
                switch (TreeChunk.open(content, place)) {
                    case TreeChunk.Leaf leaf -> {
                        return find(leaf, name);
                    }
                    case TreeChunk.Index index -> {
                        TreeChunk.Entry entry = index.covering(name);
                        chunk = entry.chunk();
                        place = new TreeChunk.Place(entry.first(), null);
                    }
                }
            } catch (MalformedException e) {
                throw damaged(chunk, e);
            }
        }
        throw damaged(chunk, new MalformedException("indexes are nested too deeply"));
    }

    private static Optional<Node> find(TreeChunk.Leaf leaf, FileName name) {
        while (leaf.hasNext()) {
            Node node = leaf.next();
            int order = node.name().compareTo(name);
            if (order >= 0) {
                return order == 0 ? Optional.of(node) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean hasNext() {
        while (leaf == null || !leaf.hasNext()) {
            Pending next = pending.poll();
            if (next == null) {
                return false;
            }
            open(next);
        }
        return true;
    }

    @Override
    public Node next() {
        if (!hasNext() || leaf == null) {
            throw new NoSuchElementException();
        }
        try {
            Node node = leaf.next();
            last = node.name();
            return node;
        } catch (MalformedException e) {
            throw damaged(current, e);
        }
    }

    private void open(Pending next) {
        current = next.chunk();
        byte[] content = source.structure(current, ChunkType.TREE);
        try {
            switch (TreeChunk.open(content, new TreeChunk.Place(next.first(), last))) {
                case TreeChunk.Leaf opened -> leaf = opened;
                case TreeChunk.Index index -> push(index, next.depth() + 1);
            }
        } catch (MalformedException e) {
            throw damaged(current, e);
        }
    }

    private void push(TreeChunk.Index index, int depth) {
        if (depth > MAX_DEPTH) {
            throw new MalformedException("indexes are nested too deeply");
        }
        for (TreeChunk.Entry entry : index.entries().reversed()) {
            pending.push(new Pending(entry.chunk(), entry.first(), depth));
        }
    }

    private static HoldfastException damaged(Fingerprint chunk, MalformedException cause) {
        return new HoldfastException(
                ErrorCode.TREE_DAMAGED,
                "directory " + chunk + " cannot be read: " + cause.getMessage(),
                "run: holdfast check --read-data",
                cause);
    }
}
