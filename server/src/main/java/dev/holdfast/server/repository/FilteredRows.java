package dev.holdfast.server.repository;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.References;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.StoreStatistics;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A metadata store that is only asked which chunks are present where neither a filter knows that one cannot be, nor an earlier answer that
 * one is. Whatever is written passes here, so the filter has it before the store does. Thread-safe.
 */
final class FilteredRows implements MetadataStore {
    private final MetadataStore rows;
    private final PresenceFilter filter;
    private final PresentChunks recent;
    private long withdrawals;
    private long epoch;

    FilteredRows(MetadataStore rows, PresenceFilter filter, PresentChunks recent) {
        this.rows = rows;
        this.filter = filter;
        this.recent = recent;
        this.withdrawals = rows.withdrawals();
        this.epoch = recent.begin();
    }

    PresenceFilter filter() {
        return filter;
    }

    @Override
    public BitSet present(List<Fingerprint> fingerprints) {
        BitSet doubtful = doubtful(fingerprints);
        if (doubtful.isEmpty()) {
            return doubtful;
        }
        long before = rows.withdrawals();
        long now = epoch(before);
        BitSet present = recent.known(now, fingerprints, doubtful);
        doubtful.andNot(present);
        if (!doubtful.isEmpty()) {
            BitSet found = found(fingerprints, doubtful);
            // Otherwise some of it may have been withdrawn since it was found.
            if (rows.withdrawals() == before) {
                recent.add(now, fingerprints, found);
            }
            present.or(found);
        }
        return present;
    }

    private BitSet doubtful(List<Fingerprint> fingerprints) {
        BitSet doubtful = new BitSet(fingerprints.size());
        for (int i = 0; i < fingerprints.size(); i++) {
            if (filter.mayContain(fingerprints.get(i))) {
                doubtful.set(i);
            }
        }
        return doubtful;
    }

    private BitSet found(List<Fingerprint> fingerprints, BitSet asked) {
        int[] places = asked.stream().toArray();
        BitSet answer = rows.present(Arrays.stream(places).mapToObj(fingerprints::get).toList());
        BitSet found = new BitSet(fingerprints.size());
        answer.stream().forEach(i -> found.set(places[i]));
        return found;
    }

    /** What was found present holds until something is withdrawn. */
    private synchronized long epoch(long count) {
        if (count != withdrawals) {
            withdrawals = count;
            epoch = recent.begin();
        }
        return epoch;
    }

    @Override
    public long withdrawals() {
        return rows.withdrawals();
    }

    @Override
    public void putContents(PackId pack, PackContents contents) {
        filter.adding(contents, () -> rows.putContents(pack, contents));
    }

    @Override
    public Optional<List<ClaimState>> claim(SessionId session, List<Fingerprint> fingerprints) {
        return rows.claim(session, fingerprints);
    }

    @Override
    public long sequence() {
        return rows.sequence();
    }

    @Override
    public SessionRow insert(SessionRow draft) {
        return rows.insert(draft);
    }

    @Override
    public Optional<SessionRow> session(SessionId id) {
        return rows.session(id);
    }

    @Override
    public List<SessionRow> sessions(long after, int limit) {
        return rows.sessions(after, limit);
    }

    @Override
    public List<SessionRow> activeSessions() {
        return rows.activeSessions();
    }

    @Override
    public boolean compareAndSet(SessionRow expected, SessionRow next) {
        return rows.compareAndSet(expected, next);
    }

    @Override
    public boolean remove(SessionRow expected) {
        return rows.remove(expected);
    }

    @Override
    public void beat(SessionId id) {
        rows.beat(id);
    }

    @Override
    public long beats(SessionId id) {
        return rows.beats(id);
    }

    @Override
    public boolean allocate(SessionRow expected, SessionRow next, PackRow open) {
        return rows.allocate(expected, next, open);
    }

    @Override
    public Optional<PackRow> pack(PackId id) {
        return rows.pack(id);
    }

    @Override
    public List<PackRow> packs(Optional<PackId> after, int limit) {
        return rows.packs(after, limit);
    }

    @Override
    public boolean compareAndSet(PackRow expected, PackRow next) {
        return rows.compareAndSet(expected, next);
    }

    @Override
    public void remove(PackRow retired) {
        rows.remove(retired);
    }

    @Override
    public Optional<PackContents> contents(PackId pack) {
        return rows.contents(pack);
    }

    @Override
    public Optional<List<PackContents.Segment>> segments(PackId pack) {
        return rows.segments(pack);
    }

    @Override
    public void removeContents(PackId pack) {
        rows.removeContents(pack);
    }

    @Override
    public List<List<Fact>> facts(List<Fingerprint> fingerprints) {
        return rows.facts(fingerprints);
    }

    @Override
    public Optional<References> references(Fingerprint chunk) {
        return rows.references(chunk);
    }

    @Override
    public void markBad(PackId pack, Collection<Fingerprint> chunks) {
        rows.markBad(pack, chunks);
    }

    @Override
    public void clearBad(PackId pack) {
        rows.clearBad(pack);
    }

    @Override
    public List<Fingerprint> damaged(int limit) {
        return rows.damaged(limit);
    }

    @Override
    public StoreStatistics statistics() {
        return rows.statistics();
    }

    @Override
    public void verify() {
        rows.verify();
    }

    @Override
    public void close() {
        rows.close();
    }
}
