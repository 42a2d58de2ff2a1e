package dev.holdfast.storage.metadata.memory;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.References;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import dev.holdfast.storage.metadata.StoreStatistics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Rows in sorted maps under one monitor. Thread-safe; "durable" here means as long as the object lives. */
public final class MemoryMetadataStore implements MetadataStore {
    private final NavigableMap<Long, SessionRow> sessions = new TreeMap<>();
    private final Map<SessionId, Long> sequences = new HashMap<>();
    private final Map<SessionId, Long> beats = new HashMap<>();
    private final NavigableMap<PackId, PackRow> packs = new TreeMap<>();
    private final FactTable facts = new FactTable();
    private final ClaimTable claims = new ClaimTable();
    private long sequence;
    private long withdrawals;

    @Override
    public synchronized long sequence() {
        return sequence;
    }

    @Override
    public synchronized SessionRow insert(SessionRow draft) {
        if (sequences.containsKey(draft.id())) {
            throw new HoldfastException(ErrorCode.INTERNAL, "session " + draft.id() + " was inserted twice");
        }
        sequence++;
        SessionRow row = draft.withSequence(sequence);
        sequences.put(row.id(), sequence);
        sessions.put(sequence, row);
        return row;
    }

    @Override
    public synchronized Optional<SessionRow> session(SessionId id) {
        return Optional.ofNullable(sequences.get(id)).map(sessions::get);
    }

    @Override
    public synchronized List<SessionRow> sessions(long after, int limit) {
        return sessions.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<SessionRow> activeSessions() {
        return sessions.values().stream().filter(row -> row.state() == SessionState.ACTIVE).toList();
    }

    @Override
    public synchronized boolean compareAndSet(SessionRow expected, SessionRow next) {
        next.requireSuccessorOf(expected);
        if (!isCurrent(expected)) {
            return false;
        }
        sessions.put(expected.sequence(), next);
        if (next.state() != SessionState.ACTIVE) {
            claims.endAll(next.id());
        }
        return true;
    }

    @Override
    public synchronized boolean remove(SessionRow expected) {
        expected.requireClosed();
        if (!isCurrent(expected)) {
            return false;
        }
        sessions.remove(expected.sequence());
        sequences.remove(expected.id());
        beats.remove(expected.id());
        return true;
    }

    private boolean isCurrent(SessionRow expected) {
        return session(expected.id()).filter(expected::isSameVersion).isPresent();
    }

    @Override
    public synchronized void beat(SessionId id) {
        if (sequences.containsKey(id)) {
            beats.merge(id, 1L, Long::sum);
        }
    }

    @Override
    public synchronized long beats(SessionId id) {
        return beats.getOrDefault(id, 0L);
    }

    @Override
    public synchronized boolean allocate(SessionRow expected, SessionRow next, PackRow open) {
        next.requireSuccessorOf(expected);
        if (!isCurrent(expected)) {
            return false;
        }
        if (packs.putIfAbsent(open.id(), open) != null) {
            throw new HoldfastException(ErrorCode.INTERNAL, "pack " + open.id() + " was given out twice");
        }
        sessions.put(expected.sequence(), next);
        return true;
    }

    @Override
    public synchronized Optional<PackRow> pack(PackId id) {
        return Optional.ofNullable(packs.get(id));
    }

    @Override
    public synchronized List<PackRow> packs(Optional<PackId> after, int limit) {
        NavigableMap<PackId, PackRow> rest = after.map(id -> packs.tailMap(id, false)).orElse(packs);
        return rest.values().stream().limit(limit).toList();
    }

    @Override
    public synchronized boolean compareAndSet(PackRow expected, PackRow next) {
        next.requireSameId(expected);
        PackRow row = packs.get(expected.id());
        if (row == null || row.state() != expected.state() || !row.barrier().equals(expected.barrier())) {
            return false;
        }
        packs.put(next.id(), next);
        if (row.state() == PackState.LIVE) {
            withdrawals++;
        }
        if (next.state() == PackState.LIVE) {
            facts.contents(next.id()).ifPresent(contents -> claims.end(next.id().session(), contents));
        }
        return true;
    }

    @Override
    public synchronized void remove(PackRow retired) {
        retired.requireRetired();
        if (stateOf(retired.id()) == PackState.RETIRED) {
            facts.remove(retired.id());
            packs.remove(retired.id());
        }
    }

    @Override
    public synchronized void putContents(PackId pack, PackContents contents) {
        if (packs.containsKey(pack)) {
            if (stateOf(pack) == PackState.LIVE) {
                withdrawals++;
            }
            facts.put(pack, contents);
        }
    }

    @Override
    public synchronized Optional<PackContents> contents(PackId pack) {
        return facts.contents(pack);
    }

    @Override
    public synchronized void removeContents(PackId pack) {
        withdrawals++;
        facts.remove(pack);
    }

    @Override
    public synchronized BitSet present(List<Fingerprint> fingerprints) {
        BitSet present = new BitSet(fingerprints.size());
        for (int i = 0; i < fingerprints.size(); i++) {
            present.set(i, facts.hasGood(fingerprints.get(i), pack -> stateOf(pack) == PackState.LIVE));
        }
        return present;
    }

    @Override
    public synchronized long withdrawals() {
        return withdrawals;
    }

    @Override
    public synchronized Optional<List<ClaimState>> claim(SessionId session, List<Fingerprint> fingerprints) {
        if (session(session).filter(row -> row.state() == SessionState.ACTIVE).isEmpty()) {
            return Optional.empty();
        }
        BitSet present = present(fingerprints);
        List<ClaimState> states = new ArrayList<>(fingerprints.size());
        for (int i = 0; i < fingerprints.size(); i++) {
            states.add(present.get(i) ? ClaimState.PRESENT : claims.claim(session, fingerprints.get(i)));
        }
        return Optional.of(states);
    }

    @Override
    public synchronized List<List<Fact>> facts(List<Fingerprint> fingerprints) {
        return fingerprints.stream().map(chunk -> facts.of(chunk, this::stateOf)).toList();
    }

    @Override
    public synchronized Optional<References> references(Fingerprint chunk) {
        return facts.references(chunk);
    }

    @Override
    public synchronized void markBad(PackId pack, Collection<Fingerprint> chunks) {
        withdrawals++;
        facts.markBad(pack, chunks);
    }

    @Override
    public synchronized void clearBad(PackId pack) {
        facts.clearBad(pack);
    }

    @Override
    public synchronized List<Fingerprint> damaged(int limit) {
        return facts.damaged(limit, pack -> isReadable(stateOf(pack)));
    }

    @Override
    public synchronized StoreStatistics statistics() {
        List<PackRow> readable =
                packs.values().stream().filter(row -> isReadable(row.state())).toList();
        long bytes = readable.stream()
                .flatMap(row -> row.sealed().stream())
                .mapToLong(PackRow.Sealed::sizeBytes)
                .sum();
        return new StoreStatistics(sessions.size(), readable.size(), bytes, facts.count(), 0);
    }

    private static boolean isReadable(PackState state) {
        return state == PackState.LIVE || state == PackState.CONDEMNED;
    }

    /** The state of a pack that has facts; every such pack has a row. */
    private PackState stateOf(PackId id) {
        PackRow row = packs.get(id);
        return row == null ? PackState.RETIRED : row.state();
    }

    @Override
    public void close() {
        // Nothing is held that the garbage collector would not find.
    }
}
