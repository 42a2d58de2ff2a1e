package dev.holdfast.server.browse;

import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackWriter;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.segment.SegmentWriter;
import dev.holdfast.core.tree.StructureSink;
import dev.holdfast.engine.repository.Repository;
import java.util.HashMap;
import java.util.Map;

/** Puts the chunks of one session into one pack of each kind. */
final class PackedChunks implements StructureSink, AutoCloseable {
    private final Repository repository;
    private final SegmentWriter segments;
    private final Fingerprinter fingerprinter;
    private final Map<Fingerprint, References> known = new HashMap<>();
    private final Map<PackKind, Open> packs = new HashMap<>();
    private final SessionId session;

    private record Open(PackId id, PackSink sink, PackWriter writer, Map<Fingerprint, References> references) {}

    PackedChunks(Repository repository, SessionId session) {
        this.repository = repository;
        this.session = session;
        this.segments = repository.newSegmentWriter();
        this.fingerprinter = repository.keys().newFingerprinter();
    }

    @Override
    public Fingerprint put(ChunkType type, byte[] content, int length, References references) {
        Fingerprint chunk = fingerprinter.fingerprint(type, content, 0, length);
        if (known.putIfAbsent(chunk, references) == null) {
            Open pack = packs.computeIfAbsent(type.packKind(), this::open);
            pack.writer.append(segments.sealSingle(chunk, type, content, 0, length));
            if (type.packKind() == PackKind.STRUCTURE) {
                pack.references.put(chunk, references);
            }
        }
        return chunk;
    }

    private Open open(PackKind kind) {
        PackId id = repository.metadata().allocate(session, kind);
        PackSink sink = repository.chunks().create(id);
        return new Open(id, sink, new PackWriter(new PackHeader(kind, id, repository.config().id()), sink), new HashMap<>());
    }

    /** Ends the packs and declares them. */
    void finish() {
        packs.values().forEach(pack -> {
            FinishedPack finished = pack.writer.finish();
            pack.sink.commit();
            repository
                    .metadata()
                    .seal(pack.id, finished.sizeBytes(), finished.digest(), new PackContents(finished.segments(), pack.references));
        });
    }

    @Override
    public void close() {
        segments.close();
        packs.values().forEach(pack -> pack.sink.close());
    }
}
