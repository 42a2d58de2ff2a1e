package dev.holdfast.testkit.fault;

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
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A metadata store that fails by plan. */
public final class FaultyMetadataStore implements MetadataStore {
    private final MetadataStore rows;
    private final FaultPlan plan;

    public FaultyMetadataStore(MetadataStore rows, FaultPlan plan) {
        this.rows = rows;
        this.plan = plan;
    }

    @Override
    public long withdrawals() {
        return plan.call(rows::withdrawals);
    }

    @Override
    public long sequence() {
        return plan.call(rows::sequence);
    }

    @Override
    public SessionRow insert(SessionRow draft) {
        return plan.call(() -> rows.insert(draft));
    }

    @Override
    public Optional<SessionRow> session(SessionId id) {
        return plan.call(() -> rows.session(id));
    }

    @Override
    public List<SessionRow> sessions(long after, int limit) {
        return plan.call(() -> rows.sessions(after, limit));
    }

    @Override
    public List<SessionRow> activeSessions() {
        return plan.call(rows::activeSessions);
    }

    @Override
    public boolean compareAndSet(SessionRow expected, SessionRow next) {
        return plan.call(() -> rows.compareAndSet(expected, next));
    }

    @Override
    public boolean remove(SessionRow expected) {
        return plan.call(() -> rows.remove(expected));
    }

    @Override
    public void beat(SessionId id) {
        plan.run(() -> rows.beat(id));
    }

    @Override
    public long beats(SessionId id) {
        return plan.call(() -> rows.beats(id));
    }

    @Override
    public boolean allocate(SessionRow expected, SessionRow next, PackRow open) {
        return plan.call(() -> rows.allocate(expected, next, open));
    }

    @Override
    public Optional<PackRow> pack(PackId id) {
        return plan.call(() -> rows.pack(id));
    }

    @Override
    public List<PackRow> packs(Optional<PackId> after, int limit) {
        return plan.call(() -> rows.packs(after, limit));
    }

    @Override
    public boolean compareAndSet(PackRow expected, PackRow next) {
        return plan.call(() -> rows.compareAndSet(expected, next));
    }

    @Override
    public void remove(PackRow retired) {
        plan.run(() -> rows.remove(retired));
    }

    @Override
    public void putContents(PackId pack, PackContents contents) {
        plan.run(() -> rows.putContents(pack, contents));
    }

    @Override
    public Optional<PackContents> contents(PackId pack) {
        return plan.call(() -> rows.contents(pack));
    }

    @Override
    public void removeContents(PackId pack) {
        plan.run(() -> rows.removeContents(pack));
    }

    @Override
    public BitSet present(List<Fingerprint> fingerprints) {
        return plan.call(() -> rows.present(fingerprints));
    }

    @Override
    public Optional<List<ClaimState>> claim(SessionId session, List<Fingerprint> fingerprints) {
        return plan.call(() -> rows.claim(session, fingerprints));
    }

    @Override
    public List<List<Fact>> facts(List<Fingerprint> fingerprints) {
        return plan.call(() -> rows.facts(fingerprints));
    }

    @Override
    public Optional<References> references(Fingerprint chunk) {
        return plan.call(() -> rows.references(chunk));
    }

    @Override
    public void markBad(PackId pack, Collection<Fingerprint> chunks) {
        plan.run(() -> rows.markBad(pack, chunks));
    }

    @Override
    public void clearBad(PackId pack) {
        plan.run(() -> rows.clearBad(pack));
    }

    @Override
    public List<Fingerprint> damaged(int limit) {
        return plan.call(() -> rows.damaged(limit));
    }

    @Override
    public StoreStatistics statistics() {
        return plan.call(rows::statistics);
    }

    @Override
    public void verify() {
        plan.run(rows::verify);
    }

    @Override
    public void close() {
        rows.close();
    }
}
