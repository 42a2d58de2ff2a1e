package dev.holdfast.engine.retention;

import dev.holdfast.engine.text.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The search for reasons to keep the snapshots of one group, none of which is dated after now. */
final class GroupReasons {
    /** Local dates cannot express the whole range of instants; nothing honest lies beyond these. */
    private static final Instant EARLIEST = Instant.parse("-9999-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("+99999-01-01T00:00:00Z");

    private final RetentionRules rules;
    private final List<SnapshotFacts> newestFirst;
    private final ZoneId zone;
    private final List<List<Reason>> reasons = new ArrayList<>();

    GroupReasons(RetentionRules rules, List<SnapshotFacts> newestFirst, ZoneId zone) {
        this.rules = rules;
        this.newestFirst = newestFirst;
        this.zone = zone;
    }

    /** The reasons for each snapshot, in the order given. */
    List<List<Reason>> find() {
        newestFirst.forEach(snapshot -> reasons.add(named(snapshot)));
        for (Period period : Period.values()) {
            Integer count = rules.counts().get(period);
            if (count != null) {
                count(period, count);
            }
            Span span = rules.spans().get(period);
            if (span != null && !newestFirst.isEmpty()) {
                within(period, span);
            }
        }
        return reasons;
    }

    private List<Reason> named(SnapshotFacts snapshot) {
        List<Reason> found = new ArrayList<>();
        rules.tagSets().stream()
                .filter(snapshot.tags()::containsAll)
                .forEach(tags -> found.add(new Reason.Tagged(tags)));
        rules.idPrefixes().stream()
                .filter(snapshot.id()::startsWith)
                .forEach(prefix -> found.add(new Reason.Identified(prefix)));
        return found;
    }

    private void count(Period period, int count) {
        Set<Long> seen = new HashSet<>();
        for (int rank = 0; rank < newestFirst.size() && seen.size() < count; rank++) {
            if (seen.add(period.bucket(time(rank), zone, rank))) {
                reasons.get(rank).add(new Reason.Counted(period, seen.size()));
            } else if (rank == newestFirst.size() - 1) {
                reasons.get(rank).add(new Reason.Oldest(period));
            }
        }
    }

    private void within(Period period, Span span) {
        Instant since = span.before(time(0), zone);
        Set<Long> seen = new HashSet<>();
        for (int rank = 0; rank < newestFirst.size() && time(rank).isAfter(since); rank++) {
            boolean newest = seen.add(period.bucket(time(rank), zone, rank));
            if (newest || rank == newestFirst.size() - 1) {
                reasons.get(rank).add(new Reason.Within(period, span));
            }
        }
    }

    private Instant time(int rank) {
        Instant time = newestFirst.get(rank).time();
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }
}
