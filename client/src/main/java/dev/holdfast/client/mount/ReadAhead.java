package dev.holdfast.client.mount;

import dev.holdfast.core.id.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;

/** Threads that fetch chunks somebody will probably want next. What they have no time for is simply not fetched. Thread-safe. */
final class ReadAhead implements AutoCloseable {
    private static final int WAITING = 64;

    private final ChunkCache chunks;
    private final BlockingQueue<Optional<Fingerprint>> wanted = new ArrayBlockingQueue<>(WAITING);
    private final List<Thread> threads = new ArrayList<>();

    ReadAhead(ChunkCache chunks, int threadCount, ThreadFactory factory) {
        this.chunks = chunks;
        for (int i = 0; i < threadCount; i++) {
            threads.add(factory.newThread(this::fetchAll));
        }
        threads.forEach(Thread::start);
    }

    /** Asks for a chunk; nothing happens if it is here already or too much is waiting. */
    void want(Fingerprint chunk) {
        if (!chunks.has(chunk)) {
            wanted.offer(Optional.of(chunk));
        }
    }

    private void fetchAll() {
        try {
            for (Optional<Fingerprint> next = wanted.take(); next.isPresent(); next = wanted.take()) {
                fetch(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fetch(Fingerprint chunk) {
        try {
            chunks.get(chunk);
        } catch (RuntimeException e) {
            // Whoever really reads it meets the same failure and reports it.
            return;
        }
    }

    @Override
    public void close() throws InterruptedException {
        wanted.clear();
        for (int i = 0; i < threads.size(); i++) {
            wanted.put(Optional.empty());
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
