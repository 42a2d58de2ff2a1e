package dev.holdfast.client.mount;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryLeaves;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import dev.holdfast.core.tree.StructureSource;
import java.util.List;
import java.util.Optional;

/** Leaves of directories and piece lists, decoded, as far as they were used lately. Thread-safe. */
final class TreeCache {
    private static final long NODES_BYTES = 24L << 20;
    private static final long LEAVES_BYTES = 8L << 20;
    private static final long LISTS_BYTES = 8L << 20;
    private static final int NODE_BYTES = 320;
    private static final int PIECE_BYTES = 96;
    private static final int LEAF_BYTES = 160;

    private final StructureSource source;
    private final BoundedCache<Fingerprint, List<Node>> nodes =
            new BoundedCache<>(NODES_BYTES, list -> list.stream().mapToLong(TreeCache::bytes).sum() + LEAF_BYTES);
    private final BoundedCache<Fingerprint, DirectoryLeaves> leaves =
            new BoundedCache<>(LEAVES_BYTES, directory -> (long) directory.count() * LEAF_BYTES + LEAF_BYTES);
    private final BoundedCache<Fingerprint, List<Piece>> lists =
            new BoundedCache<>(LISTS_BYTES, list -> (long) list.size() * PIECE_BYTES);

    TreeCache(StructureSource source) {
        this.source = source;
    }

    /** A node and where in its directory it stands. */
    record Found(Node node, int leaf, int place) {}

    /** The leaves of a directory. */
    DirectoryLeaves leaves(Fingerprint directory) {
        return leaves.find(directory).orElseGet(() -> {
            DirectoryLeaves read = DirectoryLeaves.of(source, directory);
            leaves.put(directory, read);
            return read;
        });
    }

    /** The nodes of one leaf. */
    List<Node> nodes(DirectoryLeaves directory, int leaf) {
        Fingerprint chunk = directory.chunk(leaf);
        return nodes.find(chunk).orElseGet(() -> {
            List<Node> read = directory.read(source, leaf);
            nodes.put(chunk, read);
            return read;
        });
    }

    /** The node of a name. */
    Optional<Found> find(Fingerprint directory, FileName name) {
        DirectoryLeaves all = leaves(directory);
        int leaf = all.covering(name);
        List<Node> among = nodes(all, leaf);
        int low = 0;
        int high = among.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = among.get(middle).name().compareTo(name);
            if (order == 0) {
                return Optional.of(new Found(among.get(middle), leaf, middle));
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return Optional.empty();
    }

    /** The pieces of a LIST chunk. */
    List<Piece> pieces(Piece.Sublist list) {
        return lists.find(list.chunk()).orElseGet(() -> {
            List<Piece> read = PieceLists.read(list, source);
            lists.put(list.chunk(), read);
            return read;
        });
    }

    private static long bytes(Node node) {
        long extended = node.attributes().extended().stream()
                .mapToLong(attribute -> attribute.name().length + attribute.value().length + PIECE_BYTES)
                .sum();
        int pieces = node instanceof Node.File file ? file.pieces().size() : 0;
        return NODE_BYTES + extended + (long) pieces * PIECE_BYTES;
    }
}
