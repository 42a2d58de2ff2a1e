package dev.holdfast.server.browse;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.server.tenant.SnapshotOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some snapshots, newest first.
 *
 * @param next where the next page begins, or null if this is the last
 */
public record SnapshotPage(List<SnapshotView> snapshots, @Nullable String next) {
    public SnapshotPage {
        snapshots = List.copyOf(snapshots);
    }

    /**
     * Which snapshots are wanted.
     *
     * @param query words that must all be in host, user, paths, tags or at the beginning of the id, without regard to case
     * @param agent id of the agent
     * @param after the cursor of the page before
     */
    record Question(
            Optional<String> query,
            Optional<String> tag,
            Optional<String> host,
            Optional<String> agent,
            Optional<String> after,
            int limit) {
        boolean admits(SnapshotInfo snapshot, Optional<SnapshotOrigin> origin) {
            return host.map(name -> name.equals(snapshot.manifest().host())).orElse(true)
                    && tag.map(name -> snapshot.tags().contains(name)).orElse(true)
                    && agent.map(id -> origin.flatMap(SnapshotOrigin::agent).equals(Optional.of(id))).orElse(true)
                    && query.map(text -> contains(snapshot, text)).orElse(true);
        }

        private static boolean contains(SnapshotInfo snapshot, String query) {
            String id = snapshot.id().toString();
            List<String> places = new ArrayList<>(SnapshotView.paths(snapshot.manifest()));
            places.addAll(snapshot.tags());
            places.add(snapshot.manifest().host());
            places.add(snapshot.manifest().user());
            List<String> folded = places.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
            return Stream.of(query.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .allMatch(word -> id.startsWith(word) || folded.stream().anyMatch(text -> text.contains(word)));
        }
    }

    /** Picks one page out of all snapshots, which come oldest first. */
    static SnapshotPage of(
            List<SnapshotInfo> all,
            Map<SessionId, SnapshotOrigin> origins,
            Question question,
            Function<Optional<SnapshotOrigin>, SnapshotView.Origin> named) {
        long before = question.after().map(SnapshotPage::sequence).orElse(Long.MAX_VALUE);
        List<SnapshotView> page = new ArrayList<>();
        long last = 0;
        for (SnapshotInfo snapshot : all.reversed()) {
            Optional<SnapshotOrigin> origin = Optional.ofNullable(origins.get(snapshot.id()));
            if (snapshot.row().sequence() >= before || !question.admits(snapshot, origin)) {
                continue;
            }
            if (page.size() == question.limit()) {
                return new SnapshotPage(page, Long.toString(last));
            }
            page.add(SnapshotView.of(snapshot, named.apply(origin)));
            last = snapshot.row().sequence();
        }
        return new SnapshotPage(page, null);
    }

    private static long sequence(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw BrowseFailures.cursor();
        }
    }
}
