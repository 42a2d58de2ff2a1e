package dev.holdfast.server.browse;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.browse.DifferenceWalk;
import dev.holdfast.engine.browse.TreeDifference.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some differences between two snapshots, in the order of paths, a directory before what is in it.
 *
 * @param changes may be fewer than fit, or none, though there are more
 * @param summary of the whole comparison, with the last page; null before
 * @param next where the next page begins, or null if this is the last
 */
public record DifferencePage(List<ChangeView> changes, @Nullable DifferenceSummary summary, @Nullable String next) {
    private static final int LONGEST_CURSOR = 64 << 10;

    public DifferencePage {
        changes = List.copyOf(changes);
    }

    /**
     * One difference.
     *
     * @param change added, removed, content, attributes or type
     * @param path for people
     * @param pathBase64 its exact bytes
     * @param before null if it was not there
     * @param after null if it is gone
     */
    public record ChangeView(
            String change, String path, String pathBase64, @Nullable EntryView before, @Nullable EntryView after) {
        static ChangeView of(Change change) {
            return new ChangeView(
                    change.kind().name().toLowerCase(Locale.ROOT),
                    change.path().toString(),
                    Base64Text.of(change.path().bytes()),
                    EntryView.ofNullable(change.path(), change.before()),
                    EntryView.ofNullable(change.path(), change.after()));
        }
    }

    /** Where a comparison stands: what it has found, and the path it has looked at last. */
    private record Cursor(DifferenceSummary found, RawPath position) {
        String encode() {
            ByteWriter out = new ByteWriter();
            found.encode(out);
            return Base64Text.of(out.bytes(position.bytes()).toBytes());
        }

        /** Reads a cursor of a comparison below {@code start}. */
        static Cursor decode(String text, RawPath start) {
            ByteReader in = new ByteReader(Base64Text.read(text).orElseThrow(BrowseFailures::cursor));
            try {
                DifferenceSummary found = DifferenceSummary.decode(in);
                RawPath position = RawPath.of(RawPath.ROOT, in.bytes(LONGEST_CURSOR, "length of a path"));
                in.expectEnd();
                int depth = start.names().size();
                if (position.names().size() <= depth || !position.names().subList(0, depth).equals(start.names())) {
                    throw BrowseFailures.cursor();
                }
                return new Cursor(found, position);
            } catch (MalformedException e) {
                throw BrowseFailures.cursor();
            }
        }
    }

    /**
     * What is compared.
     *
     * @param top how the entry at the path itself differs
     * @param trees what is below it
     * @param path where both stand
     */
    record Comparison(Optional<Change> top, DifferenceWalk.Trees trees, RawPath path) {}

    /** Reads one page. Costs the steps it takes and one directory for each level of the path it begins at. */
    static DifferencePage read(
            StructureSource structures, Comparison comparison, Optional<String> after, int limit, Budget budget) {
        List<ChangeView> changes = new ArrayList<>();
        DifferenceSummary found = DifferenceSummary.NOTHING;
        DifferenceWalk walk;
        if (after.isPresent()) {
            Cursor cursor = Cursor.decode(after.get(), comparison.path());
            found = cursor.found();
            walk = DifferenceWalk.resume(structures, comparison.trees(), comparison.path(), cursor.position());
        } else {
            walk = DifferenceWalk.begin(structures, comparison.trees(), comparison.path());
            if (comparison.top().isPresent()) {
                found = found.with(comparison.top().get());
                changes.add(ChangeView.of(comparison.top().get()));
            }
        }
        boolean goesOn = true;
        while (goesOn && walk.hasNext()) {
            Optional<Change> change = walk.step();
            if (change.isPresent()) {
                found = found.with(change.get());
                changes.add(ChangeView.of(change.get()));
            }
            goesOn = budget.spend() && changes.size() < limit;
        }
        return walk.hasNext()
                ? new DifferencePage(changes, null, new Cursor(found, walk.position()).encode())
                : new DifferencePage(changes, found, null);
    }
}
