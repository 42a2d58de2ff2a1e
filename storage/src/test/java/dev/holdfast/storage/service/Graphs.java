package dev.holdfast.storage.service;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.time.Entropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Small graphs of chunks and the shortest way to get them into a service. */
final class Graphs {
    private Graphs() {}

    static Entropy entropy(long seed) {
        Random random = new Random(seed);
        return random::nextBytes;
    }

    static Fingerprint chunk(int number) {
        byte[] bytes = new byte[Fingerprint.BYTES];
        new Random(number).nextBytes(bytes);
        return Fingerprint.read(bytes, 0);
    }

    static OpenedSession open(MetadataService service, Optional<SessionId> parent) {
        return service.open(new SessionRequest(parent, SessionOwner.UNKNOWN));
    }

    /** Seals a pack with one segment per chunk. */
    static PackId put(
            MetadataService service, SessionId session, List<Fingerprint> chunks, Map<Fingerprint, References> references) {
        PackId pack = service.allocate(session, references.isEmpty() ? PackKind.DATA : PackKind.STRUCTURE);
        service.seal(pack, 1000, Digest.of(new byte[Digest.BYTES]), contents(chunks, references));
        return pack;
    }

    static PackContents contents(List<Fingerprint> chunks, Map<Fingerprint, References> references) {
        List<PackContents.Segment> segments = new ArrayList<>();
        for (Fingerprint chunk : chunks) {
            segments.add(new PackContents.Segment(100L * segments.size(), 100, List.of(chunk)));
        }
        return new PackContents(segments, references);
    }

    /** Seals a manifest over one tree over {@code data} and commits it; the numbers of manifest and tree are theirs. */
    static CommitOutcome commit(
            MetadataService service, SessionId session, int manifest, int tree, List<Fingerprint> data) {
        put(
                service,
                session,
                List.of(chunk(manifest), chunk(tree)),
                Map.of(
                        chunk(manifest), new References(List.of(chunk(tree)), List.of()),
                        chunk(tree), new References(List.of(), data)));
        return service.commit(session, chunk(manifest), new byte[] {1});
    }

    /** A committed snapshot of {@code data}, all of it uploaded. */
    static Snapshot snapshot(MetadataService service, int manifest, int tree, List<Fingerprint> data) {
        SessionId session = open(service, Optional.empty()).id();
        put(service, session, data, Map.of());
        return ((CommitOutcome.Committed) commit(service, session, manifest, tree, data)).snapshot();
    }
}
