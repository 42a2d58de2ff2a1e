package dev.holdfast.client.backup;

import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.SourceFile;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import dev.holdfast.engine.work.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A file too long for one worker alone: cut into segments at fixed places, each read by whoever is free. A cut at such a place costs
 * one chunk or two when content has shifted, which is little beside the segment.
 */
final class LargeFile {
    /** Length of a segment in bytes. */
    static final long SEGMENT_BYTES = 256L << 20;

    private final FileReading.Context context;
    private final EntryScan.PendingFile file;
    private final AtomicReferenceArray<@Nullable List<Piece>> segments;
    private final AtomicInteger pending;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();

    private LargeFile(FileReading.Context context, EntryScan.PendingFile file, int count) {
        this.context = context;
        this.file = file;
        this.segments = new AtomicReferenceArray<>(count);
        this.pending = new AtomicInteger(count);
    }

    /** Hands the file's segments out as tasks. */
    static void start(FileReading.Context context, EntryScan.PendingFile file) {
        int count = Math.toIntExact((file.stat().size() + SEGMENT_BYTES - 1) / SEGMENT_BYTES);
        LargeFile large = new LargeFile(context, file, count);
        List<Task<Worker>> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int segment = i;
            tasks.add(worker -> large.read(segment, worker));
        }
        context.run().submit(tasks);
    }

    private void read(int segment, Worker worker) {
        context.run().counters().reading(context.pathOf(file));
        long from = segment * SEGMENT_BYTES;
        long to = Math.min(file.stat().size(), from + SEGMENT_BYTES);
        List<ExtendedAttribute> extended = List.of();
        try (SourceFile source = context.directory().openFile(file.name())) {
            segments.set(segment, new FileReading(context, worker).pieces(source, file.stat(), from, to));
            FileStat after = source.stat();
            FileReading.requireFile(after);
            if (FileReading.changed(file.stat(), after)) {
                changed.set(true);
            }
            extended = source.extendedAttributes();
        } catch (FsException e) {
            if (failed.compareAndSet(false, true)) {
                context.run().unreadable(context.pathOf(file), e);
            }
        }
        if (pending.decrementAndGet() == 0) {
            context.parts().complete(file.index(), failed.get() ? null : join(extended, worker), worker);
        }
    }

    private Node join(List<ExtendedAttribute> extended, Worker worker) {
        BackupRun run = context.run();
        if (changed.get()) {
            run.unreadable(context.pathOf(file), "it changed while it was read; the snapshot has each part as it was read");
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < segments.length(); i++) {
            List<Piece> segment = segments.get(i);
            pieces.addAll(segment == null ? List.of() : segment);
        }
        Node.File node = new Node.File(
                file.name(),
                run.attributes(file.stat(), extended),
                FileReading.length(pieces),
                PieceLists.fold(pieces, worker.uploader()));
        context.taken(file, node);
        return node;
    }
}
