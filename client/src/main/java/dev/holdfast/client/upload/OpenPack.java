package dev.holdfast.client.upload;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.pack.PackWriter;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.segment.SealedSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pack that is being filled. Belongs to one thread at a time. */
final class OpenPack implements AutoCloseable {
    private final PackId id;
    private final PackSink sink;
    private final PackWriter writer;
    private final List<Fingerprint> chunks = new ArrayList<>();
    private final Map<Fingerprint, References> references = new HashMap<>();

    OpenPack(PackId id, PackSink sink, PackWriter writer) {
        this.id = id;
        this.sink = sink;
        this.writer = writer;
    }

    void append(SealedSegment segment) {
        writer.append(segment);
        chunks.addAll(segment.chunks());
    }

    void refer(Fingerprint chunk, References targets) {
        references.put(chunk, targets);
    }

    long sizeBytes() {
        return writer.sizeBytes();
    }

    List<Fingerprint> chunks() {
        return chunks;
    }

    PackId id() {
        return id;
    }

    /** Makes the pack's bytes durable and returns what has to be declared of it. */
    Declared commit() {
        FinishedPack finished = writer.finish();
        sink.commit(finished.digest());
        return new Declared(finished, new PackContents(finished.segments(), references));
    }

    /** What is said of a durable pack. */
    record Declared(FinishedPack bytes, PackContents contents) {}

    @Override
    public void close() {
        sink.close();
    }
}
