package dev.holdfast.testkit.simulator;

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
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.StoreStatistics;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A metadata store that lets others go first, loses answers, and has every change checked. */
final class InterposedMetadataStore implements MetadataStore {
    private final MetadataStore rows;
    private final Scheduler scheduler;
    private final Schedule schedule;
    private final Oracle oracle;

    InterposedMetadataStore(MetadataStore rows, Scheduler scheduler, Schedule schedule, Oracle oracle) {
        this.rows = rows;
        this.scheduler = scheduler;
        this.schedule = schedule;
        this.oracle = oracle;
    }

    private <T> T read(String operation, Supplier<T> body) {
        scheduler.step(operation);
        return body.get();
    }

    private <T> T change(String operation, Supplier<T> body) {
        scheduler.step(operation);
        if (schedule.losesAnswer()) {
            throw unknown(operation + ", not done");
        }
        T result = body.get();
        oracle.check();
        if (schedule.losesAnswer()) {
            throw unknown(operation + ", done");
        }
        return result;
    }

    private void change(String operation, Runnable body) {
        change(operation, () -> {
            body.run();
            return true;
        });
    }

    private HoldfastException unknown(String what) {
        scheduler.note("lost answer to " + what);
        return new HoldfastException(ErrorCode.OUTCOME_UNKNOWN, "nobody knows the outcome of " + what);
    }

    @Override
    public long withdrawals() {
        return read("read the withdrawals", rows::withdrawals);
    }

    @Override
    public long sequence() {
        return read("read the counter", rows::sequence);
    }

    @Override
    public SessionRow insert(SessionRow draft) {
        return change("insert " + draft.kind(), () -> rows.insert(draft));
    }

    @Override
    public Optional<SessionRow> session(SessionId id) {
        return read("read session", () -> rows.session(id));
    }

    @Override
    public List<SessionRow> sessions(long after, int limit) {
        return read("scan sessions after " + after, () -> rows.sessions(after, limit));
    }

    @Override
    public List<SessionRow> activeSessions() {
        return read("list active sessions", rows::activeSessions);
    }

    @Override
    public boolean compareAndSet(SessionRow expected, SessionRow next) {
        return change(
                "session " + expected.sequence() + " " + expected.state() + " -> " + next.state(),
                () -> rows.compareAndSet(expected, next));
    }

    @Override
    public boolean remove(SessionRow expected) {
        return change("remove session " + expected.sequence(), () -> rows.remove(expected));
    }

    @Override
    public void beat(SessionId id) {
        change("beat", () -> rows.beat(id));
    }

    @Override
    public long beats(SessionId id) {
        return read("read beats", () -> rows.beats(id));
    }

    @Override
    public boolean allocate(SessionRow expected, SessionRow next, PackRow open) {
        return change("allocate " + brief(open.id()), () -> rows.allocate(expected, next, open));
    }

    @Override
    public Optional<PackRow> pack(PackId id) {
        return read("read pack " + brief(id), () -> rows.pack(id));
    }

    @Override
    public List<PackRow> packs(Optional<PackId> after, int limit) {
        return read("list packs", () -> rows.packs(after, limit));
    }

    @Override
    public boolean compareAndSet(PackRow expected, PackRow next) {
        return change(
                "pack " + brief(expected.id()) + " " + expected.state() + " -> " + next.state() + " " + next.barrier(),
                () -> rows.compareAndSet(expected, next));
    }

    @Override
    public void remove(PackRow retired) {
        change("remove pack " + brief(retired.id()), () -> rows.remove(retired));
    }

    @Override
    public void putContents(PackId pack, PackContents contents) {
        change("put contents of " + brief(pack), () -> rows.putContents(pack, contents));
    }

    @Override
    public Optional<PackContents> contents(PackId pack) {
        return read("read contents of " + brief(pack), () -> rows.contents(pack));
    }

    @Override
    public void removeContents(PackId pack) {
        change("remove contents of " + brief(pack), () -> rows.removeContents(pack));
    }

    @Override
    public BitSet present(List<Fingerprint> fingerprints) {
        return read("present " + brief(fingerprints), () -> rows.present(fingerprints));
    }

    @Override
    public Optional<List<ClaimState>> claim(SessionId session, List<Fingerprint> fingerprints) {
        return change("claim " + brief(fingerprints), () -> rows.claim(session, fingerprints));
    }

    @Override
    public List<List<Fact>> facts(List<Fingerprint> fingerprints) {
        return read("facts " + brief(fingerprints), () -> rows.facts(fingerprints));
    }

    @Override
    public Optional<References> references(Fingerprint chunk) {
        return read("references " + Oracle.brief(chunk), () -> rows.references(chunk));
    }

    @Override
    public void markBad(PackId pack, Collection<Fingerprint> chunks) {
        change("mark bad", () -> rows.markBad(pack, chunks));
    }

    @Override
    public void clearBad(PackId pack) {
        change("clear bad", () -> rows.clearBad(pack));
    }

    @Override
    public List<Fingerprint> damaged(int limit) {
        return read("list damaged", () -> rows.damaged(limit));
    }

    @Override
    public StoreStatistics statistics() {
        return read("statistics", rows::statistics);
    }

    @Override
    public void close() {
        // The simulation owns the rows.
    }

    static String brief(PackId pack) {
        return pack.session().toString().substring(0, 4) + "-" + pack.ordinal();
    }

    private static String brief(List<Fingerprint> fingerprints) {
        return fingerprints.stream().map(Oracle::brief).toList().toString();
    }
}
