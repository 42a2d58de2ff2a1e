package dev.holdfast.client.backup;

import dev.holdfast.client.upload.UploadCounters;
import dev.holdfast.core.tree.Node;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a running backup has done so far. Thread-safe. */
final class BackupCounters {
    final LongAdder files = new LongAdder();
    final LongAdder directories = new LongAdder();
    final LongAdder others = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder bytesRead = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder unchangedFiles = new LongAdder();
    private volatile @Nullable SourcePath current;

    void reading(SourcePath path) {
        current = path;
    }

    /** Takes back what was counted for a node that the snapshot will lack after all. */
    void untake(Node node) {
        switch (node) {
            case Node.File file -> {
                files.decrement();
                bytes.add(-file.size());
            }
            case Node.Directory _ -> directories.decrement();
            case Node.Symlink _, Node.Special _ -> others.decrement();
        }
    }

    BackupProgress snapshot(UploadCounters upload) {
        SourcePath path = current;
        return new BackupProgress(
                files.sum(),
                directories.sum(),
                others.sum(),
                bytes.sum(),
                bytesRead.sum(),
                upload.chunks(),
                upload.rawBytes(),
                upload.storedBytes(),
                unreadable.sum(),
                unchangedFiles.sum(),
                upload.waitedMillis(),
                path == null ? "" : path.toRawPath().toString());
    }
}
