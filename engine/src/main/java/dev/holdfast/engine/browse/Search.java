package dev.holdfast.engine.browse;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.select.EntryKind;
import dev.holdfast.engine.select.Matching;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A search through any number of snapshots for entries that match. A directory in which nothing was found is not searched again where
 * a later snapshot has it unchanged; what is remembered of such directories is bounded. Belongs to one thread.
 */
public final class Search {
    private final StructureSource structures;
    private final SearchCriteria criteria;
    private final Matches matches;
    private final BarrenTrees barren = new BarrenTrees();
    private long found;

    public Search(StructureSource structures, SearchCriteria criteria, Matches matches) {
        this.structures = structures;
        this.criteria = criteria;
        this.matches = matches;
    }

    /** Is told what is found, snapshot by snapshot and in the order of paths. */
    public interface Matches {
        void found(SnapshotInfo snapshot, RawPath path, Node node);

        /** A directory, or the rest of it, cannot be read; the search goes on behind it unless this throws. */
        default void unreadable(SnapshotInfo snapshot, RawPath directory, HoldfastException cause) {
            throw cause;
        }
    }

    /** Searches one snapshot, from {@code /} on, to which patterns are anchored. */
    public void search(SnapshotInfo snapshot) {
        TreeWalk.below(structures, snapshot.manifest().tree(), RawPath.ROOT, new Walk(snapshot));
    }

    /** How many entries were found so far, in all snapshots. */
    public long found() {
        return found;
    }

    /** A directory on the way down: what is asked in it, and what had been found or failed before it. */
    private record Level(Matching asked, long eventsBefore) {}

    private final class Walk implements EntryVisitor {
        private final SnapshotInfo snapshot;
        private final Deque<Level> levels = new ArrayDeque<>();
        private long events;

        Walk(SnapshotInfo snapshot) {
            this.snapshot = snapshot;
            levels.push(new Level(criteria.names(), 0));
        }

        @Override
        public Descent entry(RawPath path, Node node) {
            Matching asked = levels.element().asked();
            if (asked.matches(node.name().bytes(), kind(node)) && criteria.admits(node)) {
                events++;
                found++;
                matches.found(snapshot, path, node);
            }
            return node instanceof Node.Directory directory ? descent(directory, asked) : Descent.PASS;
        }

        private Descent descent(Node.Directory directory, Matching asked) {
            byte[] name = directory.name().bytes();
            if (!asked.couldMatchInside(name)) {
                return Descent.PASS;
            }
            Matching inside = asked.enter(name);
            if (barren.contains(directory.tree(), inside.state())) {
                return Descent.PASS;
            }
            levels.push(new Level(inside, events));
            return Descent.ENTER;
        }

        @Override
        public void left(RawPath path, Node.Directory directory) {
            Level level = levels.pop();
            if (level.eventsBefore() == events) {
                barren.add(directory.tree(), level.asked().state());
            }
        }

        @Override
        public void unreadable(RawPath directory, HoldfastException cause) {
            events++;
            matches.unreadable(snapshot, directory, cause);
        }
    }

    private static EntryKind kind(Node node) {
        return switch (node) {
            case Node.Directory directory -> EntryKind.DIRECTORY;
            case Node.File file -> EntryKind.FILE;
            case Node.Symlink link -> EntryKind.OTHER;
            case Node.Special special -> EntryKind.OTHER;
        };
    }
}
