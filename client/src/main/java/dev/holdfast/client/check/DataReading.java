package dev.holdfast.client.check;

import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.engine.repository.ChunkReader;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.service.FingerprintSet;
import java.util.List;

/**
 * Reads the content that snapshots need, chunk by chunk, where the packs themselves are out of reach. Each chunk is read once. Belongs to
 * one thread.
 */
final class DataReading implements AutoCloseable {
    private final CheckRequest request;
    private final CheckCounters counters;
    private final ChunkReader reader;
    private final FingerprintSet seen = new FingerprintSet();

    DataReading(Repository repository, CheckRequest request, CheckCounters counters) {
        this.request = request;
        this.counters = counters;
        this.reader = repository.newChunkReader();
    }

    /** Whether the chunk is sound, as far as it was to be read. */
    boolean isSound(Fingerprint chunk, List<Location> locations) {
        if (!request.reads(chunk.word() >>> 1) || !seen.add(chunk)) {
            return true;
        }
        try {
            counters.bytesRead.add(reader.readShared(chunk, ChunkType.DATA, locations).length());
            return true;
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.CORRUPTION) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
