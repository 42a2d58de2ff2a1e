package dev.holdfast.client.remote;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents.Segment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the chunks of whole packs lie, as the server told unasked: who reads one directory will read the next, which is likely in the same
 * pack. Packs are forgotten when one of them is gone, and those not used for longest when there are too many. Thread-safe.
 */
final class Whereabouts {
    private static final int MAX_CHUNKS = 1 << 18;

    private final Map<PackId, List<Segment>> packs = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Fingerprint, Location> chunks = new HashMap<>();

    synchronized Optional<Location> find(Fingerprint chunk) {
        @Nullable Location found = chunks.get(chunk);
        if (found != null) {
            // Looking it up is what keeps it.
            packs.get(found.pack());
        }
        return Optional.ofNullable(found);
    }

    synchronized void learn(PackId pack, List<Segment> segments) {
        forget(pack);
        packs.put(pack, segments);
        for (Segment segment : segments) {
            int place = 0;
            for (Fingerprint chunk : segment.chunks()) {
                chunks.put(chunk, new Location(pack, segment.offset(), segment.length(), place));
                place++;
            }
        }
        while (chunks.size() > MAX_CHUNKS && packs.size() > 1) {
            forget(packs.keySet().iterator().next());
        }
    }

    synchronized void forget(PackId pack) {
        List<Segment> segments = packs.remove(pack);
        if (segments != null) {
            drop(pack, segments);
        }
    }

    private void drop(PackId pack, List<Segment> segments) {
        for (Segment segment : segments) {
            for (Fingerprint chunk : segment.chunks()) {
                chunks.computeIfPresent(chunk, (same, location) -> location.pack().equals(pack) ? null : location);
            }
        }
    }
}
