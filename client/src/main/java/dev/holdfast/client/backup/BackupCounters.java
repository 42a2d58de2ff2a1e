package dev.holdfast.client.backup;

import dev.holdfast.client.upload.UploadCounters;
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
                path == null ? "" : path.toRawPath().toString());
    }
}
