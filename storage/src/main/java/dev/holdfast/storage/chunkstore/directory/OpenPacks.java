package dev.holdfast.storage.chunkstore.directory;

import dev.holdfast.core.id.PackId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The least recently used cache of open pack files. A channel in use is closed only when its last user lets it go. Thread-safe.
 */
final class OpenPacks implements AutoCloseable {
    private final int capacity;
    private final Map<PackId, Lease> cached = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    OpenPacks(int capacity) {
        this.capacity = capacity;
    }

    /** A channel and the number of its users. */
    final class Lease implements AutoCloseable {
        private final FileChannel channel;
        private int users;
        private boolean dropped;

        private Lease(FileChannel channel) {
            this.channel = channel;
        }

        FileChannel channel() {
            return channel;
        }

        @Override
        public void close() throws IOException {
            boolean last;
            synchronized (OpenPacks.this) {
                users--;
                last = dropped && users == 0;
            }
            if (last) {
                channel.close();
            }
        }
    }

    /** The pack's open channel; another thread's interrupt may close it at any time. */
    Lease open(PackId id, Path path) throws IOException {
        synchronized (this) {
            Lease known = cached.get(id);
            if (known != null && known.channel.isOpen()) {
                known.users++;
                return known;
            }
        }
        Lease fresh = new Lease(FileChannel.open(path, StandardOpenOption.READ));
        List<Lease> unused = new ArrayList<>();
        synchronized (this) {
            fresh.users = 1;
            fresh.dropped = closed;
            if (!closed) {
                drop(cached.put(id, fresh), unused);
                Iterator<Lease> eldest = cached.values().iterator();
                while (cached.size() > capacity) {
                    Lease lease = eldest.next();
                    eldest.remove();
                    drop(lease, unused);
                }
            }
        }
        closeAll(unused);
        return fresh;
    }

    /** Forgets a pack that is about to be deleted. */
    void forget(PackId id) throws IOException {
        List<Lease> unused = new ArrayList<>();
        synchronized (this) {
            drop(cached.remove(id), unused);
        }
        closeAll(unused);
    }

    @Override
    public void close() throws IOException {
        List<Lease> unused = new ArrayList<>();
        synchronized (this) {
            closed = true;
            cached.values().forEach(lease -> drop(lease, unused));
            cached.clear();
        }
        closeAll(unused);
    }

    private static void drop(@Nullable Lease lease, List<Lease> unused) {
        if (lease != null) {
            lease.dropped = true;
            if (lease.users == 0) {
                unused.add(lease);
            }
        }
    }

    private static void closeAll(List<Lease> leases) throws IOException {
        for (Lease lease : leases) {
            lease.channel.close();
        }
    }
}
