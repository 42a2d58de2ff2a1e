package dev.holdfast.engine.repository;

import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.segment.OpenedSegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The segments opened last, up to a number of bytes, so that neighbours in a segment are opened once. Thread-safe. */
final class SegmentCache {
    private final long capacityBytes;
    private final Map<Key, OpenedSegment> segments = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    SegmentCache(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    private record Key(PackId pack, long offset) {
        static Key of(Location location) {
            return new Key(location.pack(), location.offset());
        }
    }

    synchronized Optional<OpenedSegment> find(Location location) {
        @Nullable OpenedSegment found = segments.get(Key.of(location));
        return Optional.ofNullable(found);
    }

    synchronized void clear() {
        segments.clear();
        bytes = 0;
    }

    synchronized void put(Location location, OpenedSegment segment) {
        OpenedSegment replaced = segments.put(Key.of(location), segment);
        bytes += segment.rawBytes() - (replaced == null ? 0 : replaced.rawBytes());
        var eldest = segments.entrySet().iterator();
        while (bytes > capacityBytes && segments.size() > 1) {
            bytes -= eldest.next().getValue().rawBytes();
            eldest.remove();
        }
    }
}
