package dev.holdfast.engine.browse;

import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.select.Matching;
import dev.holdfast.engine.select.Patterns;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a search looks for; an entry has to fit all of it.
 *
 * @param names patterns, anchored to {@code /} of the snapshot where they have a slash
 * @param types kinds of entry
 * @param size length of regular files; unless it is {@link SizeRange#ANY}, nothing else has a length that fits
 * @param modified time of the last change
 */
public record SearchCriteria(Matching names, Set<NodeType> types, SizeRange size, TimeRange modified) {
    public SearchCriteria {
        types = Set.copyOf(types);
    }

    /** A length in bytes, both ends included. */
    public record SizeRange(long minBytes, long maxBytes) {
        /** Any length, or none at all. */
        public static final SizeRange ANY = new SizeRange(0, Long.MAX_VALUE);
    }

    /** A time from {@code from} on, before {@code until}. */
    public record TimeRange(Timestamp from, Timestamp until) {
        /** Any time. */
        public static final TimeRange ANY =
                new TimeRange(new Timestamp(Long.MIN_VALUE, 0), new Timestamp(Long.MAX_VALUE, 999_999_999));
    }

    /** All entries whose name or path matches. */
    public static SearchCriteria named(Patterns patterns) {
        return new SearchCriteria(
                Matching.of(patterns), EnumSet.allOf(NodeType.class), SizeRange.ANY, TimeRange.ANY);
    }

    /** Whether type, length and time of a node fit. */
    boolean admits(Node node) {
        Timestamp time = node.attributes().modified();
        return types.contains(node.type())
                && hasFittingSize(node)
                && time.compareTo(modified.from()) >= 0
                && time.compareTo(modified.until()) < 0;
    }

    private boolean hasFittingSize(Node node) {
        return size.equals(SizeRange.ANY)
                || node instanceof Node.File file && file.size() >= size.minBytes() && file.size() <= size.maxBytes();
    }
}
