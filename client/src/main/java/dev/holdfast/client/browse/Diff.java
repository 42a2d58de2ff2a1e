package dev.holdfast.client.browse;

import dev.holdfast.client.fs.RawPath;
import dev.holdfast.client.repository.SnapshotInfo;
import dev.holdfast.client.repository.SnapshotPaths;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.StructureSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of two trees, told one difference at a time in the order of paths. Both are read side by side, a leaf of each directory
 * at a time; where they share a TREE chunk they are equal and nothing is read. Belongs to one thread.
 */
public final class Diff {
    private final StructureSource structures;
    private final Consumer<Difference> each;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final DiffSums sums = new DiffSums();

    private Diff(StructureSource structures, Consumer<Difference> each) {
        this.structures = structures;
        this.each = each;
    }

    /**
     * One side of a comparison.
     *
     * @param path a directory, or anything else to be compared alone
     */
    public record Side(SnapshotInfo snapshot, RawPath path) {}

    /** A pair of directories, one of which may be missing. */
    private record Level(RawPath path, Entries before, Entries after) {}

    /** The entries of a directory that is read on, with the next one if it is known already. */
    private static final class Entries {
        private final @Nullable DirectoryCursor nodes;
        private @Nullable Node next;

        Entries(@Nullable DirectoryCursor nodes) {
            this.nodes = nodes;
        }

        @Nullable Node peek() {
            if (next == null && nodes != null && nodes.hasNext()) {
                next = nodes.next();
            }
            return next;
        }

        void take() {
            next = null;
        }
    }

    /**
     * Compares.
     *
     * @throws HoldfastException PATH_NOT_FOUND if a side has nothing at its path, kind {@code CORRUPTION} if a directory that
     *     the sides do not share cannot be read
     */
    public static DiffSummary compare(StructureSource structures, Side before, Side after, Consumer<Difference> each) {
        Diff diff = new Diff(structures, each);
        SnapshotPaths paths = new SnapshotPaths(structures);
        Optional<Node> first = paths.find(before.snapshot().manifest(), before.path());
        Optional<Node> second = paths.find(after.snapshot().manifest(), after.path());
        if (isDirectory(first) && isDirectory(second)) {
            Fingerprint left = tree(first, before.snapshot());
            Fingerprint right = tree(second, after.snapshot());
            if (!left.equals(right)) {
                diff.push(RawPath.ROOT, Optional.of(left), Optional.of(right));
            }
        } else {
            diff.pair(RawPath.ROOT, entry(first), entry(second));
        }
        diff.run();
        return diff.sums.summary();
    }

    private static boolean isDirectory(Optional<Node> node) {
        return node.map(Node.Directory.class::isInstance).orElse(true);
    }

    private static Node entry(Optional<Node> node) {
        return node.orElseThrow(() -> new HoldfastException(
                ErrorCode.INVALID_ARGUMENT, "/ can be compared with another directory only", "name two directories or two files"));
    }

    private static Fingerprint tree(Optional<Node> node, SnapshotInfo snapshot) {
        return node.orElse(null) instanceof Node.Directory directory ? directory.tree() : snapshot.manifest().tree();
    }

    private void push(RawPath path, Optional<Fingerprint> before, Optional<Fingerprint> after) {
        levels.push(new Level(path, side(before), side(after)));
    }

    private Entries side(Optional<Fingerprint> tree) {
        return new Entries(tree.map(chunk -> new DirectoryCursor(structures, chunk)).orElse(null));
    }

    private void run() {
        while (!levels.isEmpty()) {
            Level level = levels.element();
            Node before = level.before().peek();
            Node after = level.after().peek();
            if (before == null && after == null) {
                levels.pop();
                continue;
            }
            int order = before == null ? 1 : after == null ? -1 : before.name().compareTo(after.name());
            Node left = order <= 0 ? before : null;
            Node right = order >= 0 ? after : null;
            if (left != null) {
                level.before().take();
            }
            if (right != null) {
                level.after().take();
            }
            Node named = left != null ? left : right;
            if (named != null) {
                pair(level.path().child(named.name()), left, right);
            }
        }
    }

    private void pair(RawPath path, @Nullable Node before, @Nullable Node after) {
        if (before == null || after == null) {
            Difference.Kind kind = before == null ? Difference.Kind.ADDED : Difference.Kind.REMOVED;
            tell(new Difference(path, kind, Optional.ofNullable(before), Optional.ofNullable(after)));
        } else {
            Differences.between(before, after)
                    .ifPresent(kind -> tell(new Difference(path, kind, Optional.of(before), Optional.of(after))));
        }
        Optional<Fingerprint> left = treeOf(before);
        Optional<Fingerprint> right = treeOf(after);
        if (!left.equals(right)) {
            push(path, left, right);
        }
    }

    private static Optional<Fingerprint> treeOf(@Nullable Node node) {
        return node instanceof Node.Directory directory ? Optional.of(directory.tree()) : Optional.empty();
    }

    private void tell(Difference difference) {
        sums.count(difference);
        each.accept(difference);
    }
}
