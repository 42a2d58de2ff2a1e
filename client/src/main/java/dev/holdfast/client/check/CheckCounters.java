package dev.holdfast.client.check;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a running check has done so far. Thread-safe. */
final class CheckCounters {
    final LongAdder packs = new LongAdder();
    final LongAdder bytesRead = new LongAdder();
    final AtomicLong totalBytes = new AtomicLong();
    final LongAdder directories = new LongAdder();
    final LongAdder chunks = new LongAdder();
    final LongAdder findings = new LongAdder();

    CheckProgress snapshot() {
        return new CheckProgress(
                packs.sum(), bytesRead.sum(), totalBytes.get(), directories.sum(), chunks.sum(), findings.sum());
    }
}
