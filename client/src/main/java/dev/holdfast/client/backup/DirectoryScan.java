package dev.holdfast.client.backup;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.SortedNames;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.engine.select.CacheTag;
import dev.holdfast.engine.select.Selection;
import dev.holdfast.engine.select.Verdict;
import dev.holdfast.engine.work.Task;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One directory of the source on its way to a node. Its sorted names are taken a window at a time; the next window starts when every
 * entry of the last is done, so that a directory of any size needs the memory of one window.
 */
final class DirectoryScan implements Task<Worker>, Parts {
    private static final int WINDOW = 1024;
    private static final FileName CACHE_TAG = FileName.of(CacheTag.name());

    private final BackupRun run;
    private final Parts owner;
    private final int index;
    private final Place place;
    private final AtomicInteger pending = new AtomicInteger();
    private @Nullable Opened opened;
    private @Nullable Window window;

    DirectoryScan(BackupRun run, Parts owner, int index, Place place) {
        this.run = run;
        this.owner = owner;
        this.index = index;
        this.place = place;
    }

    /**
     * Where a directory stands.
     *
     * @param device the device of the directory above, unless this is a root
     * @param verdict whether the directory is taken itself, or only for what may be below it
     * @param selection the rules inside this directory
     * @param before the parent snapshot's node of it
     */
    record Place(
            FileName name,
            SourcePath path,
            Supplier<Directory> opener,
            OptionalLong device,
            Verdict verdict,
            Selection selection,
            @Nullable Node before) {}

    /** What a directory has once it is open. */
    private record Opened(
            Directory directory, Attributes attributes, SortedNames names, Iterator<FileName> left, DirectoryBuild build) {
        void close() {
            names.close();
            directory.close();
        }
    }

    @Override
    public void run(Worker worker) {
        run.counters().reading(place.path());
        try {
            opened = open();
        } catch (FsException e) {
            run.unreadable(place.path(), e);
            owner.complete(index, null, worker);
            return;
        }
        if (openWindow(opened)) {
            advance(opened, worker);
        }
    }

    @Override
    public void complete(int part, @Nullable Node node, Worker worker) {
        Window open = window;
        Opened state = opened;
        if (open == null || state == null) {
            throw new IllegalStateException("a part of a directory that is not open");
        }
        open.nodes()[part] = node;
        if (pending.decrementAndGet() == 0) {
            advance(state, worker);
        }
    }

    private Opened open() {
        Directory directory = place.opener().get();
        try {
            FileStat stat = directory.stat();
            Node.Directory before = place.before() instanceof Node.Directory node ? node : null;
            Attributes attributes = attributes(directory, stat, before);
            boolean entered = run.rules().mounts() == ScanRules.Mounts.ENTER
                    || place.device().isEmpty()
                    || place.device().getAsLong() == stat.inode().device();
            SortedNames names = entered ? SortedNames.of(directory) : SortedNames.none();
            Iterator<FileName> left = isTaggedCache(directory)
                    ? List.of(CACHE_TAG).iterator()
                    : names;
            return new Opened(directory, attributes, names, left, new DirectoryBuild(run, place.path(), before));
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private Attributes attributes(Directory directory, FileStat stat, Node.@Nullable Directory before) {
        boolean same = before != null
                && Comparison.sameAttributes(before.attributes(), stat)
                && before.attributes().owner().equals(run.owner(stat));
        return same && before != null ? before.attributes() : run.attributes(stat, directory.extendedAttributes());
    }

    private boolean isTaggedCache(Directory directory) {
        if (run.rules().caches() == ScanRules.Caches.TAKE) {
            return false;
        }
        try (var tag = directory.openFile(CACHE_TAG)) {
            byte[] head = new byte[64];
            return CacheTag.isSigned(head, tag.read(0, head, 0, head.length));
        } catch (FsException e) {
            return false;
        }
    }

    /** Takes the next names and hands out what they need; true if they needed nothing and the window is done. */
    private boolean openWindow(Opened state) {
        Window next = new Window(WINDOW);
        window = next;
        EntryScan scan = new EntryScan(run, this, state.directory(), place.path());
        while (next.size() < WINDOW && state.left().hasNext()) {
            FileName name = state.left().next();
            Node before = state.build().parent().match(name);
            int part = next.add(before, state.build().parent().gap());
            next.nodes()[part] = scan.scan(part, name, place.selection(), before);
        }
        pending.set(scan.pending() + 1);
        run.submit(scan.tasks());
        return pending.decrementAndGet() == 0;
    }

    private void advance(Opened state, Worker worker) {
        do {
            Window done = window;
            if (done != null) {
                state.build().append(done, worker.uploader());
            }
            if (!state.left().hasNext()) {
                finish(state, worker);
                return;
            }
        } while (openWindow(state));
    }

    private void finish(Opened state, Worker worker) {
        state.close();
        opened = null;
        window = null;
        if (place.verdict() == Verdict.DESCEND && state.build().isEmpty()) {
            owner.complete(index, null, worker);
            return;
        }
        run.counters().directories.increment();
        Node node = new Node.Directory(place.name(), state.attributes(), state.build().finish(worker.uploader()));
        owner.complete(index, node, worker);
    }
}
