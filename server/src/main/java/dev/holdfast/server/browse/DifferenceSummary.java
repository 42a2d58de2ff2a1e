package dev.holdfast.server.browse;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.tree.Node;
import dev.holdfast.engine.browse.TreeDifference.Change;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison has found so far.
 *
 * @param bytesBefore length of the files told as changed or removed, before
 * @param bytesAfter length of the files told as changed or added, after
 */
public record DifferenceSummary(
        long added, long removed, long content, long attributes, long type, long bytesBefore, long bytesAfter) {
    static final DifferenceSummary NOTHING = new DifferenceSummary(0, 0, 0, 0, 0, 0, 0);

    DifferenceSummary with(Change change) {
        long before = bytesBefore + bytes(change.before());
        long after = bytesAfter + bytes(change.after());
        return switch (change.kind()) {
            case ADDED -> new DifferenceSummary(added + 1, removed, content, attributes, type, before, after);
            case REMOVED -> new DifferenceSummary(added, removed + 1, content, attributes, type, before, after);
            case CONTENT -> new DifferenceSummary(added, removed, content + 1, attributes, type, before, after);
            case ATTRIBUTES -> new DifferenceSummary(added, removed, content, attributes + 1, type, before, after);
            case TYPE -> new DifferenceSummary(added, removed, content, attributes, type + 1, before, after);
        };
    }

    private static long bytes(@Nullable Node node) {
        return node instanceof Node.File file ? file.size() : 0;
    }

    void encode(ByteWriter out) {
        out.varint(added).varint(removed).varint(content).varint(attributes).varint(type);
        out.varint(bytesBefore).varint(bytesAfter);
    }

    static DifferenceSummary decode(ByteReader in) {
        return new DifferenceSummary(
                in.varint(), in.varint(), in.varint(), in.varint(), in.varint(), in.varint(), in.varint());
    }
}
