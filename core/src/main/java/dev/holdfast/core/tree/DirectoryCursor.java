package dev.holdfast.core.tree;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
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
    private final @Nullable FileName after;
    private Fingerprint current;
    private TreeChunk.@Nullable Leaf leaf;
    private @Nullable Node ahead;
    private @Nullable FileName last;

    /** A chunk to read; {@code first} is null for the top one. */
    private record Pending(Fingerprint chunk, @Nullable FileName first, int depth) {}

    /** Walks the whole directory. */
    public DirectoryCursor(StructureSource source, Fingerprint directory) {
        this(source, directory, null);
    }

    /** Walks the nodes whose names come after {@code name}, without reading the leaves before them. */
    public static DirectoryCursor after(StructureSource source, Fingerprint directory, FileName name) {
        return new DirectoryCursor(source, directory, name);
    }

    private DirectoryCursor(StructureSource source, Fingerprint directory, @Nullable FileName after) {
        this.source = source;
        this.after = after;
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
        while (ahead == null) {
            if (leaf != null && leaf.hasNext()) {
                ahead = decode(leaf);
                continue;
            }
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
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException();
        }
        Node node = ahead;
        ahead = null;
        return node;
    }

    /** The leaf's next node, or null if the walk begins behind it. */
    private @Nullable Node decode(TreeChunk.Leaf from) {
        try {
            Node node = from.next();
            last = node.name();
            return after != null && after.compareTo(node.name()) >= 0 ? null : node;
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
        for (TreeChunk.Entry entry : entries(index).reversed()) {
            pending.push(new Pending(entry.chunk(), entry.first(), depth));
        }
    }

    private List<TreeChunk.Entry> entries(TreeChunk.Index index) {
        List<TreeChunk.Entry> entries = index.entries();
        return after == null ? entries : entries.subList(entries.indexOf(index.covering(after)), entries.size());
    }

    private static HoldfastException damaged(Fingerprint chunk, MalformedException cause) {
        return new HoldfastException(
                ErrorCode.TREE_DAMAGED,
                "directory " + chunk + " cannot be read: " + cause.getMessage(),
                "run: holdfast check --read-data",
                cause);
    }
}
