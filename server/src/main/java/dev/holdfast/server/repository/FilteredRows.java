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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A metadata store that asks a filter first which chunks cannot be present, and the store only about the others. Whatever is written passes
 * here, so the filter has it before the store does. Thread-safe.
 */
final class FilteredRows implements MetadataStore {
    private final MetadataStore rows;
    private final PresenceFilter filter;

    FilteredRows(MetadataStore rows, PresenceFilter filter) {
        this.rows = rows;
        this.filter = filter;
    }

    PresenceFilter filter() {
        return filter;
    }

    @Override
    public BitSet present(List<Fingerprint> fingerprints) {
        List<Fingerprint> doubtful = new ArrayList<>();
        int[] places = new int[fingerprints.size()];
        for (int i = 0; i < fingerprints.size(); i++) {
            if (filter.mayContain(fingerprints.get(i))) {
                places[doubtful.size()] = i;
                doubtful.add(fingerprints.get(i));
            }
        }
        if (doubtful.size() == fingerprints.size()) {
            return rows.present(fingerprints);
        }
        BitSet present = new BitSet(fingerprints.size());
        if (!doubtful.isEmpty()) {
            BitSet found = rows.present(doubtful);
            for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
                present.set(places[i]);
            }
        }
        return present;
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
