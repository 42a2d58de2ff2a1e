package dev.holdfast.server.repository;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.PackBytes;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackLayout;
import dev.holdfast.core.pack.PackReader;
import dev.holdfast.core.pack.PackVerifier;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Packs on their way into one repository: received, verified, and remembered until they are sealed. Whatever decides about the bytes of one
 * pack (publishing, sealing, deleting) holds that pack's lock; receiving does not. Thread-safe.
 */
final class PackArrivals {
    private static final int STRIPES = 256;
    private static final int REMEMBERED = 1024;
    private static final int BUFFER_BYTES = 256 << 10;

    private final ChunkStore chunks;
    private final MetadataStore rows;
    private final Lock[] stripes = new Lock[STRIPES];
    private final Map<PackId, Arrived> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PackId, Arrived> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What is known of a pack's bytes, all of them read. */
    record Arrived(long sizeBytes, Digest digest, PackLayout layout) {}

    /** What became of an upload. */
    enum Outcome {
        STORED,
        THERE_ALREADY
    }

    PackArrivals(ChunkStore chunks, MetadataStore rows) {
        this.chunks = chunks;
        this.rows = rows;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /** The lock for what decides about a pack's bytes. */
    Lock lock(PackId pack) {
        return stripes[Math.floorMod(pack.hashCode(), STRIPES)];
    }

    /** Receives a pack and stores it if it is what was declared; otherwise nothing of it stays, and {@code PACK_DAMAGED}. */
    Outcome receive(PackHeader expected, Digest declared, long sizeBytes, InputStream body) throws IOException {
        PackId pack = expected.id();
        Arrived arrived;
        try (PackSink sink = chunks.create(pack)) {
            arrived = received(expected, declared, sizeBytes, body, sink);
            Lock lock = lock(pack);
            lock.lock();
            try {
                if (chunks.size(pack).isPresent()) {
                    // Another request with the same pack was faster.
                    requireSame(expected, declared);
                    return Outcome.THERE_ALREADY;
                }
                requireOpen(pack);
                sink.commit();
            } finally {
                lock.unlock();
            }
        }
        remember(pack, arrived);
        if (rows.pack(pack).filter(row -> row.state() != PackState.RETIRED).isEmpty()) {
            // Whoever swept the pack may have done so before its bytes came.
            chunks.delete(pack);
            throw lost(pack);
        }
        return Outcome.STORED;
    }

    private static Arrived received(PackHeader expected, Digest declared, long sizeBytes, InputStream body, PackSink sink)
            throws IOException {
        PackVerifier verifier = new PackVerifier();
        PackEnds ends = new PackEnds(sizeBytes);
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, sizeBytes))];
        long offset = 0;
        while (offset < sizeBytes) {
            int count = body.readNBytes(buffer, 0, (int) Math.min(buffer.length, sizeBytes - offset));
            if (count == 0) {
                throw damaged(expected.id(), "it ends after " + offset + " of " + sizeBytes + " bytes");
            }
            verifier.update(buffer, 0, count);
            ends.take(buffer, count);
            sink.write(buffer, 0, count);
            offset += count;
        }
        Digest digest = verifier.finish();
        if (!digest.equals(declared)) {
            throw damaged(expected.id(), "its bytes are not those that were declared");
        }
        return new Arrived(sizeBytes, digest, PackReader.layout(expected, ends));
    }

    private void requireOpen(PackId pack) {
        if (rows.pack(pack).filter(row -> row.state() == PackState.OPEN).isEmpty()) {
            throw lost(pack);
        }
    }

    /** Fails with {@code CONFLICT} unless the pack that is there has this digest. */
    void requireSame(PackHeader header, Digest declared) {
        Optional<Digest> sealed = rows.pack(header.id()).flatMap(PackRow::sealed).map(PackRow.Sealed::digest);
        if (!sealed.orElseGet(() -> stored(header).digest()).equals(declared)) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    "pack " + header.id() + " is there with other bytes",
                    "send them as another pack");
        }
    }

    /** What is known of the stored bytes of a pack, which are read if they did not arrive lately. */
    Arrived stored(PackHeader header) {
        synchronized (recent) {
            Arrived known = recent.get(header.id());
            if (known != null) {
                return known;
            }
        }
        PackBytes bytes = PackBytes.in(chunks, header.id());
        Arrived found = new Arrived(bytes.sizeBytes(), PackVerifier.digest(bytes), PackReader.layout(header, bytes));
        remember(header.id(), found);
        return found;
    }

    private void remember(PackId pack, Arrived arrived) {
        synchronized (recent) {
            recent.put(pack, arrived);
        }
    }

    /** Forgets what is known of a pack, whose bytes are gone or which is sealed. */
    void forget(PackId pack) {
        synchronized (recent) {
            recent.remove(pack);
        }
    }

    static HoldfastException damaged(PackId pack, String how) {
        return new HoldfastException(
                ErrorCode.PACK_DAMAGED, "pack " + pack + " arrived damaged: " + how, "send it again; nothing of it was stored");
    }

    static HoldfastException lost(PackId pack) {
        return new HoldfastException(
                ErrorCode.SESSION_EXPIRED,
                "pack " + pack + " belongs to a session that is closed",
                "run the backup again; what was uploaded is not uploaded twice");
    }
}
