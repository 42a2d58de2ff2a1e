package dev.holdfast.engine.retention;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules at work, at one moment in one time zone.
 *
 * @param now snapshots dated after this count for nothing and are kept
 * @param zone whose days, weeks and months are meant
 */
public record Retention(RetentionRules rules, Grouping grouping, Instant now, ZoneId zone) {
    /** What to do when a group would lose all snapshots that rules apply to. */
    public enum WhenEmptied {
        REFUSE,
        ALLOW
    }

    private static final Comparator<SnapshotFacts> NEWEST_FIRST = Comparator.comparing(SnapshotFacts::time)
            .thenComparingLong(SnapshotFacts::sequence)
            .thenComparing(SnapshotFacts::id)
            .reversed();

    /**
     * Decides about all of {@code snapshots}, in whatever order they come.
     *
     * @throws HoldfastException {@code INVALID_ARGUMENT} if there is no rule at all, {@code WOULD_FORGET_EVERYTHING} if a group would be
     *     emptied and that was not allowed
     */
    public RetentionPlan decide(List<SnapshotFacts> snapshots, WhenEmptied whenEmptied) {
        if (rules.isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "no rule says which snapshots to keep",
                    "Give at least one, such as --keep-daily 7, or name the snapshots to forget.");
        }
        Map<GroupKey, List<SnapshotFacts>> members = new TreeMap<>();
        for (SnapshotFacts snapshot : snapshots) {
            members.computeIfAbsent(grouping.key(snapshot), key -> new ArrayList<>()).add(snapshot);
        }
        List<RetentionPlan.Group> groups = members.entrySet().stream()
                .map(entry -> new RetentionPlan.Group(entry.getKey(), decideGroup(entry.getValue())))
                .toList();
        if (whenEmptied == WhenEmptied.REFUSE) {
            groups.forEach(Retention::refuseIfEmptied);
        }
        return new RetentionPlan(groups);
    }

    private static void refuseIfEmptied(RetentionPlan.Group group) {
        if (group.isEmptied()) {
            long lost = group.decisions().stream().filter(decision -> !decision.isKept()).count();
            throw new HoldfastException(
                    ErrorCode.WOULD_FORGET_EVERYTHING,
                    "the rules keep none of the " + lost + " snapshots of " + group.key().describe(),
                    "Nothing was forgotten. Add a rule such as --keep-last 1, or forget these snapshots by their ids.");
        }
    }

    private List<Decision> decideGroup(List<SnapshotFacts> members) {
        List<SnapshotFacts> newestFirst = members.stream().sorted(NEWEST_FIRST).toList();
        int future = (int) newestFirst.stream().filter(snapshot -> snapshot.time().isAfter(now)).count();
        List<SnapshotFacts> judged = newestFirst.subList(future, newestFirst.size());
        List<List<Reason>> found = new GroupReasons(rules, judged, zone).find();
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            SnapshotFacts snapshot = newestFirst.get(i);
            List<Reason> reasons = new ArrayList<>(always(snapshot));
            if (i >= future) {
                reasons.addAll(found.get(i - future));
            } else {
                reasons.add(new Reason.FromTheFuture());
            }
            decisions.add(new Decision(snapshot, reasons));
        }
        return decisions;
    }

    private static List<Reason> always(SnapshotFacts snapshot) {
        return switch (snapshot.protection()) {
            case PROTECTED -> List.of(new Reason.Guarded());
            case NONE -> List.of();
        };
    }
}
