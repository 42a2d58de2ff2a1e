package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
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
    private @Nullable NodeDecoder decoder;
    private ByteReader reader = new ByteReader(new byte[0]);
    private int left;
    private @Nullable FileName last;

    private record Pending(Fingerprint chunk, int depth) {}

    public DirectoryCursor(StructureSource source, Fingerprint directory) {
        this.source = source;
        this.current = directory;
        pending.push(new Pending(directory, 0));
    }

    /** Finds one node by name without reading the leaves that cannot have it. */
    public static Optional<Node> find(StructureSource source, Fingerprint directory, FileName name) {
        Fingerprint chunk = directory;
        for (int depth = 0; depth <= MAX_DEPTH; depth++) {
            ByteReader in = new ByteReader(source.structure(chunk, ChunkType.TREE));
            try {
                if (form(in) == DirectoryWriter.LEAF) {
                    return findInLeaf(in, name);
                }
                chunk = indexed(in, name);
            } catch (MalformedException e) {
                throw damaged(chunk, e);
            }
        }
        throw damaged(chunk, new MalformedException("indexes are nested too deeply"));
    }

    private static Optional<Node> findInLeaf(ByteReader in, FileName name) {
        NodeDecoder decoder = new NodeDecoder(in);
        for (int left = in.count(in.remaining(), "number of nodes"); left > 0; left--) {
            Node node = decoder.read();
            int order = node.name().compareTo(name);
            if (order >= 0) {
                return order == 0 ? Optional.of(node) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Fingerprint indexed(ByteReader in, FileName name) {
        Fingerprint best = null;
        for (DirectoryWriter.IndexEntry entry : entries(in)) {
            if (best != null && entry.first().compareTo(name) > 0) {
                break;
            }
            best = entry.chunk();
        }
        if (best == null) {
            throw new MalformedException("an empty index");
        }
        return best;
    }

    @Override
    public boolean hasNext() {
        while (left == 0) {
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
        if (!hasNext() || decoder == null) {
            throw new NoSuchElementException();
        }
        try {
            Node node = decoder.read();
            if (last != null && last.compareTo(node.name()) >= 0) {
                throw new MalformedException("names are out of order");
            }
            last = node.name();
            if (--left == 0) {
                reader.expectEnd();
            }
            return node;
        } catch (MalformedException | ArithmeticException e) {
            throw damaged(current, e);
        }
    }

    private void open(Pending next) {
        current = next.chunk();
        ByteReader in = new ByteReader(source.structure(current, ChunkType.TREE));
        try {
            if (form(in) == DirectoryWriter.LEAF) {
                left = in.count(in.remaining(), "number of nodes");
                reader = in;
                decoder = new NodeDecoder(in);
                if (left == 0) {
                    in.expectEnd();
                }
                return;
            }
            if (next.depth() == MAX_DEPTH) {
                throw new MalformedException("indexes are nested too deeply");
            }
            List<DirectoryWriter.IndexEntry> entries = entries(in);
            for (DirectoryWriter.IndexEntry entry : entries.reversed()) {
                pending.push(new Pending(entry.chunk(), next.depth() + 1));
            }
        } catch (MalformedException e) {
            throw damaged(current, e);
        }
    }

    /** Hands out what one TREE chunk holds: the chunks below it if it is an index, its nodes if it is a leaf. */
    static void visit(byte[] chunk, Consumer<Fingerprint> below, Consumer<Node> node) {
        ByteReader in = new ByteReader(chunk);
        if (form(in) == DirectoryWriter.INDEX) {
            entries(in).forEach(entry -> below.accept(entry.chunk()));
            return;
        }
        NodeDecoder decoder = new NodeDecoder(in);
        for (int left = in.count(in.remaining(), "number of nodes"); left > 0; left--) {
            node.accept(decoder.read());
        }
        in.expectEnd();
    }

    private static int form(ByteReader in) {
        int version = in.u8();
        int form = in.u8();
        if (version != DirectoryWriter.VERSION || form > DirectoryWriter.INDEX) {
            throw new MalformedException("unknown version " + version + " or form " + form);
        }
        return form;
    }

    private static List<DirectoryWriter.IndexEntry> entries(ByteReader in) {
        int count = in.count(DirectoryWriter.MAX_INDEX_ENTRIES, "number of index entries");
        List<DirectoryWriter.IndexEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            FileName first = FileName.of(in.bytes(FileName.MAX_BYTES, "length of a name"));
            entries.add(new DirectoryWriter.IndexEntry(first, in.fingerprint()));
        }
        in.expectEnd();
        return entries;
    }

    private static HoldfastException damaged(Fingerprint chunk, RuntimeException cause) {
        return new HoldfastException(
                ErrorCode.TREE_DAMAGED,
                "directory " + chunk + " cannot be read: " + cause.getMessage(),
                "run: holdfast check --read-data",
                cause);
    }
}
