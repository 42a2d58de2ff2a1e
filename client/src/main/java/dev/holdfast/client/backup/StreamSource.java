package dev.holdfast.client.backup;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.DirectoryWriter;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Owner;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A stream that becomes the only file of a snapshot. */
final class StreamSource implements Backup.Source {
    private static final Owner ROOT = new Owner(0, 0, "", "");

    private final BackupRun run;
    private final BackupRequest.Sources.Stream source;
    private final Timestamp time;
    private final AtomicReference<@Nullable Fingerprint> tree = new AtomicReference<>();

    StreamSource(BackupRun run, BackupRequest.Sources.Stream source, Timestamp time) {
        this.run = run;
        this.source = source;
        this.time = time;
    }

    @Override
    public Fingerprint tree() {
        Fingerprint result = tree.get();
        if (result == null) {
            throw new IllegalStateException("the stream was not read");
        }
        return result;
    }

    @Override
    public void run(Worker worker) {
        List<Piece> pieces = worker.store(this::read, Long.MAX_VALUE);
        long size = FileReading.length(pieces);
        RawPath path = source.path();
        Node node = new Node.File(
                path.names().getLast(), attributes(0600), size, PieceLists.fold(pieces, worker.uploader()));
        run.counters().files.increment();
        run.counters().bytes.add(size);
        run.listener().file(source::path, BackupListener.Change.NEW);
        List<FileName> above = path.names().subList(0, path.names().size() - 1);
        for (FileName name : above.reversed()) {
            node = new Node.Directory(name, attributes(0700), directory(node, worker));
        }
        tree.set(directory(node, worker));
    }

    /** A stream ends with -1, the input of a worker with 0. */
    private int read(byte[] target, int offset, int length) {
        return Math.max(0, source.content().read(target, offset, length));
    }

    private Attributes attributes(int mode) {
        return new Attributes(mode, ROOT, time, time, new Inode(0, 0, 1), List.of());
    }

    private static Fingerprint directory(Node only, Worker worker) {
        DirectoryWriter writer = new DirectoryWriter(worker.uploader());
        writer.add(only);
        return writer.finish();
    }
}
