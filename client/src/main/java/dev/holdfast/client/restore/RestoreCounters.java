package dev.holdfast.client.restore;

import dev.holdfast.core.tree.RawPath;
import java.util.concurrent.atomic.LongAdder;

/** What a running restore has done so far. Thread-safe. */
final class RestoreCounters {
    final LongAdder files = new LongAdder();
    final LongAdder directories = new LongAdder();
    final LongAdder others = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder left = new LongAdder();
    final LongAdder deleted = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder warnings = new LongAdder();
    private final long totalBytes;
    private volatile RawPath current = RawPath.ROOT;

    RestoreCounters(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    void writing(RawPath path) {
        current = path;
    }

    RestoreProgress snapshot() {
        return new RestoreProgress(
                files.sum(),
                directories.sum(),
                others.sum(),
                bytes.sum(),
                totalBytes,
                left.sum(),
                deleted.sum(),
                failed.sum(),
                warnings.sum(),
                current.toString());
    }
}
