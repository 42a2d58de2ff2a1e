package dev.holdfast.client.upload;

import java.util.concurrent.atomic.LongAdder;

/** What was sent so far. Thread-safe. */
public final class UploadCounters {
    private final LongAdder chunks = new LongAdder();
    private final LongAdder rawBytes = new LongAdder();
    private final LongAdder storedBytes = new LongAdder();
    private final LongAdder waitedMillis = new LongAdder();

    void add(int chunkCount, long raw, long stored) {
        chunks.add(chunkCount);
        rawBytes.add(raw);
        storedBytes.add(stored);
    }

    /** Chunks that were not in the repository. */
    public long chunks() {
        return chunks.sum();
    }

    /** Their length in bytes. */
    public long rawBytes() {
        return rawBytes.sum();
    }

    /** What their segments take in bytes. */
    public long storedBytes() {
        return storedBytes.sum();
    }

    void waited(long millis) {
        waitedMillis.add(millis);
    }

    /** How long its workers, one after another, waited for content that other sessions were sending. */
    public long waitedMillis() {
        return waitedMillis.sum();
    }
}
