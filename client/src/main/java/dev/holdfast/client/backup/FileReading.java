package dev.holdfast.client.backup;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.SourceFile;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads files of one directory, one at a time, into chunks. Belongs to one worker. */
final class FileReading {
    private final Context context;
    private final Worker worker;

    FileReading(Context context, Worker worker) {
        this.context = context;
        this.worker = worker;
    }

    /** Where the files are and who waits for them. */
    record Context(BackupRun run, Parts parts, Directory directory, SourcePath path) {
        SourcePath pathOf(EntryScan.PendingFile file) {
            return new SourcePath.Child(path, file.name());
        }

        /** Counts and tells a file that was read. */
        void taken(EntryScan.PendingFile file, Node.File node) {
            run.hardLinks().remember(node);
            run.counters().files.increment();
            run.counters().bytes.add(node.size());
            run.listener().file(pathOf(file)::toRawPath, file.change());
        }
    }

    void readAll(List<EntryScan.PendingFile> files) {
        for (EntryScan.PendingFile file : files) {
            context.parts().complete(file.index(), read(file), worker);
        }
    }

    private @Nullable Node read(EntryScan.PendingFile file) {
        BackupRun run = context.run();
        SourcePath path = context.pathOf(file);
        run.counters().reading(path);
        try {
            Node.File linked = run.hardLinks().find(file.stat().inode());
            Node.File node = linked != null && Comparison.sameAttributes(linked.attributes(), file.stat())
                    ? new Node.File(file.name(), linked.attributes(), linked.size(), linked.pieces())
                    : readContent(file, path);
            context.taken(file, node);
            return node;
        } catch (FsException e) {
            run.unreadable(path, e);
            return null;
        }
    }

    /** Reads the file, once more if it changed meanwhile; if it changes again it is kept as last read, and reported. */
    private Node.File readContent(EntryScan.PendingFile pending, SourcePath path) {
        try (SourceFile file = context.directory().openFile(pending.name())) {
            FileStat before = file.statAtOpen();
            requireFile(before);
            List<Piece> pieces = pieces(file, before, 0, before.size());
            FileStat after = file.stat();
            if (changed(before, after)) {
                before = after;
                pieces = pieces(file, before, 0, before.size());
                after = file.stat();
            }
            if (changed(before, after)) {
                context.run().unreadable(path, "it changed while it was read; the snapshot has it as it was read last");
            }
            // Its state before it was read: a later change then shows itself to the next backup.
            return new Node.File(
                    pending.name(),
                    context.run().attributes(before, file.extendedAttributes()),
                    length(pieces),
                    PieceLists.fold(pieces, worker.uploader()));
        }
    }

    static void requireFile(FileStat stat) {
        if (stat.type() != NodeType.FILE) {
            throw new FsException(FsException.Reason.NOT_FOUND, "it is no regular file any more", null);
        }
    }

    static boolean changed(FileStat before, FileStat after) {
        return before.size() != after.size()
                || !before.modified().equals(after.modified())
                || !before.changed().equals(after.changed())
                || before.inode().number() != after.inode().number();
    }

    static long length(List<Piece> pieces) {
        long length = 0;
        for (Piece piece : pieces) {
            length += piece.length();
        }
        return length;
    }

    /** The pieces of the range {@code from} to {@code to}; holes of a sparse file are not read. */
    List<Piece> pieces(SourceFile file, FileStat stat, long from, long to) {
        if (stat.allocatedBytes() >= stat.size()) {
            return stored(file, from, to);
        }
        List<Piece> pieces = new ArrayList<>();
        long position = from;
        while (position < to) {
            long data = Math.min(to, file.nextData(position, to));
            if (data > position) {
                pieces.add(new Piece.Hole(data - position));
            }
            long end = Math.min(to, file.nextHole(data, to));
            if (end > data) {
                pieces.addAll(stored(file, data, end));
            }
            position = end;
        }
        return pieces;
    }

    private List<Piece> stored(SourceFile file, long from, long to) {
        long[] position = {from};
        return worker.store(
                (target, offset, length) -> {
                    int count = file.read(position[0], target, offset, length);
                    position[0] += count;
                    return count;
                },
                to - from);
    }
}
