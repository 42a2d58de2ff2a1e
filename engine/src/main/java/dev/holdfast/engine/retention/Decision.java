package dev.holdfast.engine.retention;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What becomes of a snapshot.
 *
 * @param reasons all reasons to keep it; empty means that it is to be forgotten
 */
public record Decision(SnapshotFacts snapshot, List<Reason> reasons) {
    public Decision {
        reasons = List.copyOf(reasons);
    }

    public boolean isKept() {
        return !reasons.isEmpty();
    }

    /** Whether the snapshot is dated after now, which its owner should be told. */
    public boolean isFromTheFuture() {
        return reasons.stream().anyMatch(Reason.FromTheFuture.class::isInstance);
    }

    /** The reasons in a few words, separated by commas; empty if there are none. */
    public String text() {
        return reasons.stream().map(Reason::text).collect(Collectors.joining(", "));
    }
}
