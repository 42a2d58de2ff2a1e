package dev.holdfast.client.backup;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.engine.select.EntryKind;
import dev.holdfast.engine.select.Selection;
import dev.holdfast.engine.select.Verdict;
import dev.holdfast.engine.work.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the entries of one directory, one after another: what is unchanged or has no content is done at once, the rest becomes
 * tasks. Belongs to one thread.
 */
final class EntryScan {
    private static final int BATCH_FILES = 64;
    private static final long BATCH_BYTES = 1 << 20;

    private final BackupRun run;
    private final Parts parts;
    private final Directory directory;
    private final SourcePath path;
    private final long device;
    private final List<Task<Worker>> tasks = new ArrayList<>();
    private List<PendingFile> batch = new ArrayList<>();
    private long batchBytes;
    private int pending;

    EntryScan(BackupRun run, Parts parts, Directory directory, SourcePath path) {
        this.run = run;
        this.parts = parts;
        this.directory = directory;
        this.path = path;
        this.device = directory.stat().inode().device();
    }

    /** A file to be read. */
    record PendingFile(int index, FileName name, FileStat stat, BackupListener.Change change) {}

    /** The node of an entry that is done, or null if it will be delivered later or not at all. */
    @Nullable Node scan(int index, FileName name, Selection selection, @Nullable Node before) {
        try {
            FileStat stat = directory.stat(name);
            Verdict verdict = judge(selection, name, stat);
            if (verdict == Verdict.SKIP) {
                return null;
            }
            return stat.type() == NodeType.DIRECTORY
                    ? later(index, inside(name, verdict, selection.enter(name.bytes()), before))
                    : take(index, name, stat, before);
        } catch (FsException e) {
            run.unreadable(new SourcePath.Child(path, name), e);
            return null;
        }
    }

    /** The same for a path that was given: no rule leaves it out, and it may lie on any device. */
    @Nullable Node scanRoot(int index, FileName name, @Nullable Node before) {
        FileStat stat = directory.stat(name);
        return stat.type() == NodeType.DIRECTORY
                ? later(index, root(name, before))
                : take(index, name, stat, before);
    }

    private @Nullable Node later(int index, DirectoryScan.Place place) {
        flushBatch();
        tasks.add(new DirectoryScan(run, parts, index, place));
        pending++;
        return null;
    }

    private Verdict judge(Selection selection, FileName name, FileStat stat) {
        EntryKind kind = switch (stat.type()) {
            case DIRECTORY -> EntryKind.DIRECTORY;
            case FILE -> EntryKind.FILE;
            case SYMLINK, FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE -> EntryKind.OTHER;
        };
        Verdict verdict = selection.judge(name.bytes(), kind);
        return verdict == Verdict.TAKE ? run.rules().limit().judge(kind, stat.size()) : verdict;
    }

    private @Nullable Node take(int index, FileName name, FileStat stat, @Nullable Node before) {
        return switch (stat.type()) {
            case FILE -> file(index, name, stat, before);
            case SYMLINK -> symlink(name, stat, before);
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE -> special(name, stat, before);
            case DIRECTORY -> throw new IllegalStateException("a directory is a task of its own");
        };
    }

    private DirectoryScan.Place inside(FileName name, Verdict verdict, Selection selection, @Nullable Node before) {
        return new DirectoryScan.Place(
                name,
                new SourcePath.Child(path, name),
                () -> directory.open(name),
                OptionalLong.of(device),
                verdict,
                selection,
                before);
    }

    private DirectoryScan.Place root(FileName name, @Nullable Node before) {
        return new DirectoryScan.Place(
                name,
                new SourcePath.Child(path, name),
                () -> directory.open(name),
                OptionalLong.empty(),
                Verdict.TAKE,
                run.rules().selection().root(),
                before);
    }

    private @Nullable Node file(int index, FileName name, FileStat stat, @Nullable Node before) {
        if (before instanceof Node.File file && run.comparison().sameContent(file, stat)) {
            run.counters().files.increment();
            run.counters().bytes.add(stat.size());
            run.counters().unchangedFiles.increment();
            Node same = sameAttributes(file, stat) ? file : withAttributes(file, stat);
            run.listener().file(new SourcePath.Child(path, name)::toRawPath, BackupListener.Change.UNCHANGED);
            return same;
        }
        pending++;
        var change = before == null ? BackupListener.Change.NEW : BackupListener.Change.CHANGED;
        PendingFile pendingFile = new PendingFile(index, name, stat, change);
        if (stat.size() > LargeFile.SEGMENT_BYTES) {
            flushBatch();
            tasks.add(worker -> LargeFile.start(context(), pendingFile));
            return null;
        }
        batch.add(pendingFile);
        batchBytes += stat.size();
        if (batch.size() >= BATCH_FILES || batchBytes >= BATCH_BYTES) {
            flushBatch();
        }
        return null;
    }

    private boolean sameAttributes(Node before, FileStat stat) {
        return Comparison.sameAttributes(before.attributes(), stat)
                && before.attributes().owner().equals(run.owner(stat));
    }

    private Node withAttributes(Node.File before, FileStat stat) {
        Attributes attributes = run.attributes(stat, directory.extendedAttributes(before.name()));
        return new Node.File(before.name(), attributes, before.size(), before.pieces());
    }

    private Node symlink(FileName name, FileStat stat, @Nullable Node before) {
        run.counters().others.increment();
        if (before instanceof Node.Symlink link && sameAttributes(link, stat)) {
            return link;
        }
        return new Node.Symlink(
                name, run.attributes(stat, directory.extendedAttributes(name)), directory.readLink(name));
    }

    private Node special(FileName name, FileStat stat, @Nullable Node before) {
        run.counters().others.increment();
        NodeType type = stat.type();
        if (before instanceof Node.Special node && node.type() == type && sameAttributes(node, stat)) {
            return node;
        }
        return new Node.Special(
                name, run.attributes(stat, directory.extendedAttributes(name)), type, stat.deviceNumber());
    }

    private void flushBatch() {
        if (!batch.isEmpty()) {
            List<PendingFile> files = batch;
            tasks.add(worker -> new FileReading(context(), worker).readAll(files));
            batch = new ArrayList<>();
            batchBytes = 0;
        }
    }

    private FileReading.Context context() {
        return new FileReading.Context(run, parts, directory, path);
    }

    /** Number of nodes that will be delivered later. */
    int pending() {
        return pending;
    }

    /** The tasks that will deliver them. */
    List<Task<Worker>> tasks() {
        flushBatch();
        return tasks;
    }
}
