package dev.holdfast.client.browse;

import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The summary under way. */
final class DiffSums {
    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    private long addedBytes;
    private long removedBytes;

    void count(Difference difference) {
        counts.merge(difference.kind(), 1L, Long::sum);
        if (difference.kind() == Difference.Kind.METADATA) {
            return;
        }
        addedBytes += bytesNotIn(difference.after(), difference.before());
        removedBytes += bytesNotIn(difference.before(), difference.after());
    }

    /** Length of the pieces that the other file does not have; a piece list counts as one piece. */
    private static long bytesNotIn(Optional<Node> node, Optional<Node> other) {
        if (!(node.orElse(null) instanceof Node.File file)) {
            return 0;
        }
        Set<Piece> known = new HashSet<>(other.orElse(null) instanceof Node.File that ? that.pieces() : List.of());
        return file.pieces().stream().filter(piece -> !known.contains(piece)).mapToLong(Piece::length).sum();
    }

    DiffSummary summary() {
        return new DiffSummary(
                count(Difference.Kind.ADDED),
                count(Difference.Kind.REMOVED),
                count(Difference.Kind.CONTENT),
                count(Difference.Kind.METADATA),
                count(Difference.Kind.TYPE),
                addedBytes,
                removedBytes);
    }

    private long count(Difference.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
