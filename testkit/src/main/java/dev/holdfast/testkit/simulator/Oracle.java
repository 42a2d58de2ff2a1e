package dev.holdfast.testkit.simulator;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows what each session was promised and looks past every interposed store whether it is so. A chunk counts as there if a good
 * fact in a LIVE or CONDEMNED pack leads to its very bytes: a simulated segment is the fingerprints of its chunks.
 */
final class Oracle {
    private final MetadataStore rows;
    private final ChunkStore packs;
    private final Graph graph;
    private final Map<SessionId, Set<Fingerprint>> acquired = new HashMap<>();

    Oracle(MetadataStore rows, ChunkStore packs, Graph graph) {
        this.rows = rows;
        this.packs = packs;
        this.graph = graph;
    }

    /** Notes that a session from now on relies on a chunk without sending it. */
    void acquire(SessionId session, Fingerprint chunk) {
        acquired.computeIfAbsent(session, id -> new LinkedHashSet<>()).add(chunk);
    }

    boolean hasAcquired(SessionId session, Fingerprint chunk) {
        return acquired.getOrDefault(session, Set.of()).contains(chunk);
    }

    /** Throws a {@link Violation} unless every invariant holds. */
    void check() {
        Set<Fingerprint> good = new HashSet<>();
        for (SessionRow session : rows.sessions(0, Integer.MAX_VALUE)) {
            switch (session.state()) {
                case COMMITTED ->
                    require(
                            graph.closure(session.snapshot().orElseThrow().manifest()),
                            good,
                            "Restorable: snapshot " + session.sequence());
                case ACTIVE ->
                    require(
                            acquired.getOrDefault(session.id(), Set.of()),
                            good,
                            "Pinned: active session " + session.sequence());
                case FORGOTTEN, EXPIRED -> {}
            }
        }
        rows.packs(Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(pack -> isReadable(pack.state()))
                .forEach(this::requireObject);
    }

    private void require(Set<Fingerprint> chunks, Set<Fingerprint> good, String who) {
        for (Fingerprint chunk : chunks) {
            if (good.contains(chunk)) {
                continue;
            }
            List<Fact> copies = rows.facts(List.of(chunk)).getFirst();
            if (copies.stream().noneMatch(copy -> isGood(chunk, copy))) {
                throw new Violation(who + " lost chunk " + brief(chunk) + ", whose copies are " + copies);
            }
            good.add(chunk);
        }
    }

    private boolean isGood(Fingerprint chunk, Fact copy) {
        return isReadable(copy.state())
                && copy.condition() == Fact.Condition.GOOD
                && holds(packs, copy.location(), chunk);
    }

    private static boolean isReadable(PackState state) {
        return state == PackState.LIVE || state == PackState.CONDEMNED;
    }

    private void requireObject(PackRow pack) {
        PackId id = pack.id();
        if (packs.size(id).orElse(-1) != pack.sealed().orElseThrow().sizeBytes()) {
            throw new Violation("LiveThere: the bytes of " + pack.state() + " pack " + id + " are not there");
        }
        rows.contents(id).orElseThrow(() -> new Violation("LiveThere: pack " + id + " has no contents")).segments().forEach(segment -> {
            for (int place = 0; place < segment.chunks().size(); place++) {
                Location location = new Location(id, segment.offset(), segment.length(), place);
                if (!holds(packs, location, segment.chunks().get(place))) {
                    throw new Violation("LiveThere: pack " + id + " holds other bytes than its facts say");
                }
            }
        });
    }

    /** Whether a location leads to the simulated bytes of {@code chunk}. */
    static boolean holds(ChunkStore packs, Location location, Fingerprint chunk) {
        try {
            byte[] segment = new byte[location.length()];
            packs.read(location.pack(), location.offset(), segment, 0, segment.length);
            int from = location.place() * Fingerprint.BYTES;
            return Arrays.equals(segment, from, from + Fingerprint.BYTES, chunk.toBytes(), 0, Fingerprint.BYTES);
        } catch (HoldfastException _) {
            return false;
        }
    }

    /** After everything has come to rest: nothing is left of what no snapshot needs. */
    void checkReclaimed() {
        Set<Fingerprint> referenced = new HashSet<>();
        rows.sessions(0, Integer.MAX_VALUE).stream()
                .filter(session -> session.state() == SessionState.COMMITTED)
                .flatMap(session -> session.snapshot().stream())
                .forEach(snapshot -> referenced.addAll(graph.closure(snapshot.manifest())));
        for (PackRow pack : rows.packs(Optional.empty(), Integer.MAX_VALUE)) {
            boolean isNeeded = rows.contents(pack.id()).stream()
                    .flatMap(contents -> contents.segments().stream())
                    .flatMap(segment -> segment.chunks().stream())
                    .anyMatch(referenced::contains);
            if (pack.state() != PackState.LIVE || !isNeeded) {
                throw new Violation("Reclaimed: " + pack.state() + " pack " + pack.id() + " is left, needed: " + isNeeded);
            }
        }
    }

    static String brief(Fingerprint chunk) {
        return chunk.toString().substring(0, 8);
    }
}
