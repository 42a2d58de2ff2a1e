package dev.holdfast.storage.service.collect;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackWriter;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.segment.SealedSegment;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.service.PackLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pack of copied segments that is being written, and the packs that can go once it is sealed. Belongs to one thread. */
final class SurvivorPack implements AutoCloseable {
    private final PackSink sink;
    private final PackWriter writer;
    private final Set<Fingerprint> chunks = new HashSet<>();
    private final Map<Fingerprint, References> references = new HashMap<>();
    private final List<PackRow> sources = new ArrayList<>();

    SurvivorPack(CollectionSite site, PackId id, PackKind kind) {
        sink = site.chunks().create(id);
        writer = new PackWriter(new PackHeader(kind, id, site.repository()), sink);
    }

    /** Whether a segment still fits into a pack of {@code packBytes}; the first one always does. */
    boolean hasRoomFor(PackContents.Segment segment, long packBytes) {
        return writer.segmentCount() == 0
                || (writer.sizeBytes() + segment.length() <= packBytes && writer.hasRoomFor(segment.length()));
    }

    boolean holds(Fingerprint chunk) {
        return chunks.contains(chunk);
    }

    /** Copies a segment out of {@code source}, the bytes of a whole pack with {@code contents}. */
    void append(PackContents.Segment segment, byte[] source, PackContents contents) {
        writer.append(new SealedSegment(
                writer.header().kind(),
                source,
                Math.toIntExact(segment.offset()),
                segment.length(),
                segment.length(),
                segment.chunks()));
        for (Fingerprint chunk : segment.chunks()) {
            chunks.add(chunk);
            References known = contents.references().get(chunk);
            if (known != null) {
                references.put(chunk, known);
            }
        }
    }

    /** Notes that {@code source} relies on this pack. */
    void relieve(PackRow source) {
        sources.add(source);
    }

    /** Makes the pack durable, then LIVE; returns the packs that relied on it. */
    List<PackRow> seal(PackLedger ledger, Tally tally) {
        FinishedPack finished = writer.finish();
        sink.commit();
        ledger.seal(
                writer.header().id(),
                finished.sizeBytes(),
                finished.digest(),
                new PackContents(finished.segments(), references));
        tally.written(finished.sizeBytes());
        return sources;
    }

    @Override
    public void close() {
        sink.close();
    }
}
