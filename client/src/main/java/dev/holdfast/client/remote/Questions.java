package dev.holdfast.client.remote;

import java.util.concurrent.atomic.LongAdder;

/** How often the server was asked about chunks, and how often that was spared. Thread-safe. */
public final class Questions {
    private final LongAdder asked = new LongAdder();
    private final LongAdder saved = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder batchesSaved = new LongAdder();

    void asked(int chunks) {
        asked.add(chunks);
        batches.increment();
    }

    void saved(int chunks) {
        saved.add(chunks);
    }

    void savedWholeBatch() {
        batchesSaved.increment();
    }

    /** Chunks that the server was asked about. */
    public long asked() {
        return asked.sum();
    }

    /** Chunks that the filter knew to be missing. */
    public long saved() {
        return saved.sum();
    }

    /** Requests that asked about chunks. */
    public long batches() {
        return batches.sum();
    }

    /** Requests that were not needed at all. */
    public long batchesSaved() {
        return batchesSaved.sum();
    }
}
