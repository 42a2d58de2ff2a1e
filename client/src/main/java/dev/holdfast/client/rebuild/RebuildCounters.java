package dev.holdfast.client.rebuild;

import java.util.concurrent.atomic.AtomicLong;

/** What a running rebuild has done so far. Thread-safe. */
final class RebuildCounters {
    final AtomicLong packs = new AtomicLong();
    final AtomicLong totalPacks = new AtomicLong();
    final AtomicLong bytesRead = new AtomicLong();
    final AtomicLong totalBytes = new AtomicLong();
    final AtomicLong snapshots = new AtomicLong();
    final AtomicLong damages = new AtomicLong();

    RebuildProgress snapshot() {
        return new RebuildProgress(
                packs.get(), totalPacks.get(), bytesRead.get(), totalBytes.get(), snapshots.get(), damages.get());
    }
}
