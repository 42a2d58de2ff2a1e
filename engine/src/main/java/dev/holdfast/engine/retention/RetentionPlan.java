package dev.holdfast.engine.retention;

import java.util.List;
import java.util.stream.Stream;

/**
 * The decisions about all snapshots that were looked at; each of them occurs once.
 *
 * @param groups in the order of their keys
 */
public record RetentionPlan(List<Group> groups) {
    /**
     * The decisions about one group.
     *
     * @param decisions from the newest snapshot to the oldest
     */
    public record Group(GroupKey key, List<Decision> decisions) {
        public Group {
            decisions = List.copyOf(decisions);
        }

        /** Whether nothing would remain but snapshots that no rule can judge. */
        boolean isEmptied() {
            return decisions.stream().anyMatch(decision -> !decision.isKept())
                    && decisions.stream().filter(Decision::isKept).allMatch(Decision::isFromTheFuture);
        }
    }

    public RetentionPlan {
        groups = List.copyOf(groups);
    }

    public Stream<Decision> decisions() {
        return groups.stream().flatMap(group -> group.decisions().stream());
    }

    public List<SnapshotFacts> kept() {
        return decisions().filter(Decision::isKept).map(Decision::snapshot).toList();
    }

    public List<SnapshotFacts> forgotten() {
        return decisions().filter(decision -> !decision.isKept()).map(Decision::snapshot).toList();
    }

    /** Snapshots dated after now, for a warning. */
    public List<SnapshotFacts> fromTheFuture() {
        return decisions().filter(Decision::isFromTheFuture).map(Decision::snapshot).toList();
    }
}
