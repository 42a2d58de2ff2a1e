package dev.holdfast.testkit.simulator;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackWriter;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.segment.SealedSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An agent that keeps to the protocol over made-up content, and tells the oracle what it relies on. */
final class SimulatedAgent {
    private static final int ATTEMPTS = 3;

    private final MetadataService service;
    private final ChunkStore chunks;
    private final RepositoryId repository;
    private final Graph graph;
    private final Oracle oracle;
    private final Schedule schedule;
    private final Protocol.Upload upload;
    private final boolean isSound;
    private final Set<SessionId> candidates;

    /** @param candidates every session that ever committed, forgotten or not: what an agent may take for a parent */
    SimulatedAgent(World world, MetadataService service, ChunkStore chunks, Set<SessionId> candidates) {
        this.service = service;
        this.chunks = chunks;
        this.repository = World.REPOSITORY;
        this.graph = world.graph();
        this.oracle = world.oracle();
        this.schedule = world.schedule();
        this.upload = world.protocol().upload();
        this.isSound = world.protocol().equals(Protocol.SOUND);
        this.candidates = candidates;
    }

    /** One backup of a random choice of data, or of all. Ends quietly if the session is lost. */
    void backup(Scenario.Parents parents, SessionOwner owner) {
        int mask = 1 + schedule.below((1 << graph.dataChunks()) - 1);
        try {
            backup(graph.manifest(mask), service.open(new SessionRequest(parent(parents), owner)));
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.SESSION_EXPIRED && e.kind() != ErrorKind.UNKNOWN_OUTCOME) {
                throw e;
            }
        }
    }

    /** A backup of all data in one pack, along with a chunk that nobody needs, for the beginning. */
    void backupAll() {
        Fingerprint manifest = graph.manifest((1 << graph.dataChunks()) - 1);
        SessionId session =
                service.open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN)).id();
        List<Fingerprint> all = new ArrayList<>(graph.closure(manifest));
        all.add(graph.stray());
        put(session, all);
        commit(session, manifest);
    }

    private Optional<SessionId> parent(Scenario.Parents parents) {
        boolean wanted =
                switch (parents) {
                    case NEVER -> false;
                    case SOMETIMES -> schedule.oneIn(2);
                    case ALWAYS -> true;
                };
        return wanted ? candidates.stream().skip(schedule.below(candidates.size())).findFirst() : Optional.empty();
    }

    private void backup(Fingerprint manifest, OpenedSession opened) {
        SessionId session = opened.id();
        opened.parent().ifPresent(parent -> takeOver(session, parent, opened.damaged()));
        List<Fingerprint> toSend = new ArrayList<>();
        for (Fingerprint chunk : graph.closure(manifest)) {
            if (!chunk.equals(manifest) && !oracle.hasAcquired(session, chunk) && isToSend(session, chunk)) {
                toSend.add(chunk);
            }
        }
        toSend.add(manifest);
        send(session, toSend);
        commit(session, manifest);
    }

    private void takeOver(SessionId session, Snapshot parent, Set<Fingerprint> damaged) {
        graph.closure(parent.manifest()).stream()
                .filter(chunk -> !damaged.contains(chunk))
                .forEach(chunk -> oracle.acquire(session, chunk));
    }

    /** As with a filter that never confirms: some chunks are sent without a question. */
    private boolean isToSend(SessionId session, Fingerprint chunk) {
        if (schedule.oneIn(8)) {
            return true;
        }
        if (schedule.oneIn(8)) {
            service.heartbeat(session);
        }
        boolean missing = service.missing(session, List.of(chunk)).get(0);
        if (!missing) {
            oracle.acquire(session, chunk);
        }
        return missing;
    }

    private void send(SessionId session, List<Fingerprint> toSend) {
        if (schedule.oneIn(2)) {
            put(session, toSend);
        } else {
            // Children lie in sealed packs before their parents are sent.
            int half = toSend.size() / 2;
            put(session, toSend.subList(0, half));
            put(session, toSend.subList(half, toSend.size()));
        }
    }

    private void put(SessionId session, List<Fingerprint> toSend) {
        if (toSend.isEmpty()) {
            return;
        }
        PackKind kind = ChunkType.TREE.packKind();
        PackId id = service.allocate(session, kind);
        try (PackSink sink = chunks.create(id)) {
            PackWriter writer = new PackWriter(new PackHeader(kind, id, repository), sink);
            for (int from = 0; from < toSend.size(); ) {
                int to = Math.min(toSend.size(), from + 1 + schedule.below(2));
                append(writer, kind, toSend.subList(from, to));
                from = to;
            }
            store(id, sink, writer.finish(), references(toSend));
        }
        toSend.forEach(chunk -> oracle.acquire(session, chunk));
    }

    private static void append(PackWriter writer, PackKind kind, List<Fingerprint> chunks) {
        byte[] bytes = new byte[chunks.size() * Fingerprint.BYTES];
        for (int i = 0; i < chunks.size(); i++) {
            chunks.get(i).write(bytes, i * Fingerprint.BYTES);
        }
        writer.append(new SealedSegment(kind, bytes, 0, bytes.length, bytes.length, chunks));
    }

    private Map<Fingerprint, References> references(List<Fingerprint> sent) {
        Map<Fingerprint, References> references = new HashMap<>();
        for (Fingerprint chunk : sent) {
            References children = graph.references(chunk);
            if (children != null) {
                references.put(chunk, children);
            }
        }
        return references;
    }

    private void store(PackId id, PackSink sink, FinishedPack pack, Map<Fingerprint, References> references) {
        PackContents contents = new PackContents(pack.segments(), references);
        switch (upload) {
            case BYTES_FIRST -> {
                sink.commit();
                seal(id, pack, contents);
            }
            case ROW_FIRST -> {
                seal(id, pack, contents);
                sink.commit();
            }
        }
    }

    /** Whose pack was refused takes its bytes away again: whoever swept it did so before they came. */
    private void seal(PackId id, FinishedPack pack, PackContents contents) {
        try {
            service.seal(id, pack.sizeBytes(), pack.digest(), contents);
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.SESSION_EXPIRED) {
                chunks.delete(id);
            }
            throw e;
        }
    }

    private void commit(SessionId session, Fingerprint manifest) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            switch (service.commit(session, manifest, new byte[0])) {
                case CommitOutcome.Committed(Snapshot snapshot) -> {
                    candidates.add(snapshot.id());
                    return;
                }
                case CommitOutcome.Incomplete(List<Fingerprint> missing) -> {
                    requireNotPromised(session, missing);
                    put(session, List.copyOf(new HashSet<>(missing)));
                }
                case CommitOutcome.Expired() -> {
                    return;
                }
            }
        }
        service.abandon(session);
    }

    /** Costs time only, so it tells nothing about a mutant. */
    private void requireNotPromised(SessionId session, List<Fingerprint> missing) {
        if (!isSound) {
            return;
        }
        for (Fingerprint chunk : missing) {
            if (oracle.hasAcquired(session, chunk)) {
                throw new Violation("Promised: the commit asks for chunk " + Oracle.brief(chunk) + " again");
            }
        }
    }
}
