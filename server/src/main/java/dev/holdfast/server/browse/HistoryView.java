package dev.holdfast.server.browse;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.browse.FileHistory;
import dev.holdfast.engine.browse.FileHistory.Version;
import dev.holdfast.engine.browse.TreeDifference;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What stood at one path, version by version: newest first, and where machines share the repository, one machine after another.
 *
 * @param complete whether all snapshots were looked at, and not only the newest
 */
public record HistoryView(List<VersionView> versions, boolean complete) {
    public HistoryView {
        versions = List.copyOf(versions);
    }

    /**
     * One version.
     *
     * @param entry as the oldest of its snapshots has it
     * @param snapshots those that have it one after another, newest first
     * @param change how it differs from the version before: first, content, attributes, type, or returned after it had been gone
     */
    public record VersionView(EntryView entry, List<SnapshotReference> snapshots, String change) {
        public VersionView {
            snapshots = List.copyOf(snapshots);
        }
    }

    /** A snapshot by its names. */
    public record SnapshotReference(String id, String shortId, Instant time, String host) {
        static SnapshotReference of(SnapshotInfo snapshot) {
            return new SnapshotReference(
                    snapshot.id().toString(),
                    SnapshotView.shortId(snapshot),
                    EntryView.time(snapshot.manifest().time()),
                    snapshot.manifest().host());
        }
    }

    /** The history of a path in snapshots that come oldest first; looks at {@code most} of them, the newest. */
    static HistoryView read(StructureSource structures, RawPath path, List<SnapshotInfo> snapshots, int most) {
        List<SnapshotInfo> newest = snapshots.subList(Math.max(0, snapshots.size() - most), snapshots.size());
        Map<String, List<SnapshotInfo>> machines = new LinkedHashMap<>();
        for (SnapshotInfo snapshot : newest.reversed()) {
            machines.computeIfAbsent(snapshot.manifest().host(), host -> new ArrayList<>()).add(snapshot);
        }
        List<VersionView> versions = new ArrayList<>();
        for (List<SnapshotInfo> machine : machines.values()) {
            List<SnapshotInfo> oldestFirst = machine.reversed();
            versions.addAll(views(path, new FileHistory(structures).of(path, oldestFirst), oldestFirst).reversed());
        }
        return new HistoryView(versions, newest.size() == snapshots.size());
    }

    private static List<VersionView> views(RawPath path, List<Version> versions, List<SnapshotInfo> snapshots) {
        Map<SessionId, Integer> places = new HashMap<>();
        snapshots.forEach(snapshot -> places.put(snapshot.id(), places.size()));
        List<VersionView> views = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            Version version = versions.get(i);
            String change = i == 0 ? "first" : change(versions.get(i - 1), version, places);
            views.add(new VersionView(
                    EntryView.of(path, version.node()),
                    version.snapshots().reversed().stream().map(SnapshotReference::of).toList(),
                    change));
        }
        return views;
    }

    /** Between two versions without a snapshot that lacks the path, the entry changed; otherwise it was gone and came back. */
    private static String change(Version before, Version after, Map<SessionId, Integer> places) {
        int last = places.getOrDefault(before.snapshots().getLast().id(), 0);
        int next = places.getOrDefault(after.snapshots().getFirst().id(), 0);
        return next == last + 1
                ? TreeDifference.between(before.node(), after.node())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .orElse("returned")
                : "returned";
    }
}
