package dev.holdfast.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackWriter;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.segment.SealedSegment;
import dev.holdfast.core.wire.BitList;
import dev.holdfast.core.wire.FingerprintList;
import dev.holdfast.core.wire.PackSeal;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An agent that speaks the protocol, step by step as a test wishes. */
final class TestAgent {
    private static final int SEGMENT_BYTES = 4096;

    private final Site site;
    private final Caller caller;

    TestAgent(Site site, Caller caller) {
        this.site = site;
        this.caller = caller;
    }

    /** A pack as it would be sent. */
    record Made(PackId id, byte[] bytes, FinishedPack pack) {
        Digest digest() {
            return pack.digest();
        }
    }

    TestCall request() {
        return Site.request(caller);
    }

    SessionId open() {
        Reply reply = site.call(
                Method.POST, "/sessions", request().json("{\"agent\": {\"host\": \"box\", \"version\": \"1.0\"}}"));
        assertEquals(201, reply.status());
        return SessionId.parse(Site.json(reply, SessionRoutes.Opened.class).id());
    }

    BitSet missing(SessionId session, List<Fingerprint> chunks) {
        Reply reply = site.call(
                Method.POST,
                "/sessions/{session}/missing",
                request().path("session", session).body(FingerprintList.encode(chunks)));
        return BitList.decode(Site.bytes(reply), chunks.size());
    }

    PackId allocate(SessionId session, PackKind kind) {
        Reply reply = site.call(
                Method.POST,
                "/sessions/{session}/packs",
                request().path("session", session).json("{\"kind\": \"" + (kind == PackKind.DATA ? "data" : "structure") + "\"}"));
        return PackId.parse(Site.json(reply, SessionRoutes.GivenPack.class).pack());
    }

    /** A pack with a segment for each chunk. */
    static Made pack(PackId id, PackKind kind, List<Fingerprint> chunks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PackSink sink = new PackSink() {
            @Override
            public void write(byte[] source, int offset, int length) {
                bytes.write(source, offset, length);
            }

            @Override
            public void commit() {}

            @Override
            public void close() {}
        };
        PackWriter writer = new PackWriter(new PackHeader(kind, id, Site.CONFIG.id()), sink);
        for (Fingerprint chunk : chunks) {
            byte[] segment = new byte[SEGMENT_BYTES];
            chunk.write(segment, 0);
            writer.append(new SealedSegment(kind, segment, 0, segment.length, segment.length, List.of(chunk)));
        }
        FinishedPack pack = writer.finish();
        return new Made(id, bytes.toByteArray(), pack);
    }

    TestCall upload(Made made) {
        return request().path("pack", made.id()).header("X-Content-SHA256", made.digest().toString()).body(made.bytes());
    }

    Reply put(Made made) {
        return site.call(Method.PUT, "/packs/{pack}", upload(made));
    }

    Reply seal(Made made, Map<Fingerprint, References> references) {
        PackSeal seal =
                new PackSeal(made.bytes().length, made.digest(), new PackContents(made.pack().segments(), references));
        return site.call(Method.POST, "/packs/{pack}/seal", request().path("pack", made.id()).body(seal.encode()));
    }

    /** Sends chunks in one pack. */
    Made send(SessionId session, PackKind kind, List<Fingerprint> chunks, Map<Fingerprint, References> references) {
        Made made = pack(allocate(session, kind), kind, chunks);
        assertEquals(201, put(made).status());
        assertEquals(204, seal(made, references).status());
        return made;
    }

    SessionRoutes.Committed commit(SessionId session, Fingerprint manifest) {
        return commit(session, manifest, "");
    }

    /** With more fields in the wish, each preceded by a comma. */
    SessionRoutes.Committed commit(SessionId session, Fingerprint manifest, String more) {
        Reply reply = site.call(
                Method.POST,
                "/sessions/{session}/commit",
                request().path("session", session).json("{\"manifest\": \"" + manifest + "\", \"sealed_manifest\": \"AQID\", \"host\": \"box\"" + more + "}"));
        return Site.json(reply, SessionRoutes.Committed.class);
    }

    /** A whole backup of data chunks under a manifest; the snapshot. */
    SnapshotRow backup(Fingerprint manifest, List<Fingerprint> data) {
        SessionId session = open();
        BitSet missing = missing(session, data);
        List<Fingerprint> toSend = missing.stream().mapToObj(data::get).toList();
        if (!toSend.isEmpty()) {
            send(session, PackKind.DATA, toSend, Map.of());
        }
        Map<Fingerprint, References> references = new HashMap<>();
        references.put(manifest, new References(List.of(), data));
        send(session, PackKind.STRUCTURE, List.of(manifest), references);
        SessionRoutes.Committed committed = commit(session, manifest);
        assertEquals("committed", committed.outcome());
        return java.util.Objects.requireNonNull(committed.snapshot());
    }
}
