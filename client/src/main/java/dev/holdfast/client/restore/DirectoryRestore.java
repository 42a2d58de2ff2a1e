package dev.holdfast.client.restore;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.ChunkReader;
import dev.holdfast.engine.select.EntryKind;
import dev.holdfast.engine.select.Selection;
import dev.holdfast.engine.select.Verdict;
import dev.holdfast.engine.work.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One directory of the snapshot on its way into the target, a window of entries at a time. Its own attributes come last, when nothing
 * below it will change any more.
 */
final class DirectoryRestore implements Task<ChunkReader>, Restored {
    private static final int WINDOW = 1024;
    private static final int BATCH_FILES = 64;
    private static final long BATCH_BYTES = 4L << 20;

    private final RestoreRun run;
    private final Restored owner;
    private final Source source;
    private final AtomicInteger pending = new AtomicInteger();
    private @Nullable State state;

    DirectoryRestore(RestoreRun run, Restored owner, Source source) {
        this.run = run;
        this.owner = owner;
        this.source = source;
    }

    /**
     * What is restored where.
     *
     * @param tree its TREE chunk
     * @param attributes its own attributes; empty for the target itself when only part of a snapshot goes there
     * @param target opens the directory that takes the entries, or is empty in a dry run if it does not exist
     */
    record Source(
            Fingerprint tree,
            Optional<Attributes> attributes,
            RawPath path,
            Selection selection,
            Supplier<Optional<TargetDirectories.Entered>> target) {}

    /** An open directory; {@code broken} once its nodes cannot be read on. */
    private record State(RestorePlace place, DirectoryCursor nodes, AtomicBoolean broken) {}

    @Override
    public void run(ChunkReader worker) {
        try {
            TargetDirectories.Entered entered = source.target().get().orElse(null);
            if (entered == null) {
                new DryListing(run).list(source.tree(), source.path(), source.selection());
                owner.done(worker);
                return;
            }
            RestorePlace place = new RestorePlace(run, entered.directory(), source.path(), entered.origin());
            state = new State(place, new DirectoryCursor(run.structures(), source.tree()), new AtomicBoolean());
        } catch (FsException | HoldfastException e) {
            run.failed(source.path(), e);
            owner.done(worker);
            return;
        }
        if (openWindow(state)) {
            advance(state, worker);
        }
    }

    @Override
    public void done(ChunkReader worker) {
        State current = state;
        if (pending.decrementAndGet() == 0 && current != null) {
            advance(current, worker);
        }
    }

    private void advance(State current, ChunkReader worker) {
        boolean more = true;
        while (more) {
            if (!hasNext(current)) {
                finish(current, worker);
                return;
            }
            more = openWindow(current);
        }
    }

    private boolean hasNext(State current) {
        try {
            return !current.broken().get() && current.nodes().hasNext();
        } catch (HoldfastException e) {
            run.failed(source.path(), e);
            current.broken().set(true);
            return false;
        }
    }

    /** Hands out the next entries; true if nothing of them is left to wait for. */
    private boolean openWindow(State current) {
        List<Task<ChunkReader>> tasks = new ArrayList<>();
        List<Node> batch = new ArrayList<>();
        long bytes = 0;
        int later = 0;
        for (int i = 0; i < WINDOW && hasNext(current); i++) {
            Node node = next(current);
            if (node == null || verdict(node) == Verdict.SKIP) {
                continue;
            }
            later++;
            if (node instanceof Node.Directory directory) {
                tasks.add(new DirectoryRestore(run, this, child(current.place(), directory)));
                continue;
            }
            batch.add(node);
            bytes += node instanceof Node.File file ? file.size() : 0;
            if (batch.size() >= BATCH_FILES || bytes >= BATCH_BYTES) {
                tasks.add(entries(current.place(), batch));
                batch = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!batch.isEmpty()) {
            tasks.add(entries(current.place(), batch));
        }
        pending.set(later + 1);
        run.pool().submit(tasks);
        return pending.decrementAndGet() == 0;
    }

    private Task<ChunkReader> entries(RestorePlace place, List<Node> nodes) {
        return worker -> new EntryRestore(place, this).restoreAll(nodes, worker);
    }

    private @Nullable Node next(State current) {
        try {
            return current.nodes().next();
        } catch (HoldfastException e) {
            run.failed(source.path(), e);
            current.broken().set(true);
            return null;
        }
    }

    private Verdict verdict(Node node) {
        EntryKind kind = switch (node) {
            case Node.Directory directory -> EntryKind.DIRECTORY;
            case Node.File file -> EntryKind.FILE;
            case Node.Symlink symlink -> EntryKind.OTHER;
            case Node.Special special -> EntryKind.OTHER;
        };
        return source.selection().judge(node.name().bytes(), kind);
    }

    private Source child(RestorePlace place, Node.Directory node) {
        return new Source(
                node.tree(),
                Optional.of(node.attributes()),
                place.pathOf(node.name()),
                source.selection().enter(node.name().bytes()),
                () -> TargetDirectories.enter(place, node.name()));
    }

    private void finish(State current, ChunkReader worker) {
        RestorePlace place = current.place();
        try (Directory directory = place.directory()) {
            if (run.rules().extra() == RestoreRequest.Extra.DELETE && !current.broken().get()) {
                new ExtraEntries(run, place).remove(source.tree());
            }
            if (run.writes() && source.attributes().isPresent()) {
                run.refused(source.path(), directory.apply(run.attributes(source.attributes().get()), run.kinds()));
            }
        } catch (FsException | HoldfastException e) {
            run.failed(source.path(), e);
        }
        run.counters().directories.increment();
        state = null;
        owner.done(worker);
    }
}
