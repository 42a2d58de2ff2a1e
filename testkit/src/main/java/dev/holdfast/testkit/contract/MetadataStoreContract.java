package dev.holdfast.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackContents.Segment;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MetadataStore} does. */
public abstract class MetadataStoreContract {
    private static final int THREADS = 4;
    private static final int ROUNDS = 40;

    // Opened before each test; a memory store never used stands in until then.
    private MetadataStore store = new MemoryMetadataStore();

    /** Opens an empty store; called before each test. */
    protected abstract MetadataStore openEmpty();

    @BeforeEach
    final void openStore() {
        store = openEmpty();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    /** The store under test. */
    protected final MetadataStore store() {
        return store;
    }

    private SessionId opened(long number) {
        return store.insert(Rows.draft(number)).id();
    }

    private static void assertSame(SessionRow expected, Optional<SessionRow> actual) {
        assertEquals(Rows.text(expected), actual.map(Rows::text).orElse("none"));
    }

    @Test
    void emptyStoreHasNothing() {
        assertEquals(0, store.sequence());
        assertEquals(List.of(), store.sessions(0, 10));
        assertEquals(List.of(), store.activeSessions());
        assertEquals(List.of(), store.packs(Optional.empty(), 10));
        assertEquals(new BitSet(), store.present(List.of()));
        assertEquals(List.of(), store.facts(List.of()));
        assertEquals(List.of(List.of()), store.facts(Rows.chunks(0, 1)));
        assertEquals(List.of(), store.damaged(10));
        assertEquals(0, store.beats(Rows.session(1)));
        store.verify();
    }

    @Test
    void rowsComeBackWithEveryField() {
        SessionRow full = store.insert(Rows.fullDraft(7));
        assertEquals(1, full.sequence());
        assertSame(Rows.fullDraft(7).withSequence(1), store.session(full.id()));
        SessionRow plain = store.insert(Rows.draft(8));
        assertEquals(List.of(Rows.text(full), Rows.text(plain)), store.sessions(0, 9).stream().map(Rows::text).toList());
        PackRow open = Rows.allocate(store, plain.id());
        PackRow sealed = open.live(Rows.sealed(5));
        assertTrue(store.compareAndSet(open, sealed));
        PackRow barrier = sealed.with(PackState.CONDEMNED).withBarrier(Long.MAX_VALUE);
        assertTrue(store.compareAndSet(sealed, barrier));
        assertEquals(Optional.of(barrier), store.pack(open.id()));
        store.verify();
    }

    @Test
    void sessionsArePagedInTheirOrderAndNumbersAreNeverGivenTwice() {
        for (int i = 0; i < 5; i++) {
            opened(100 - i);
        }
        SessionRow third = store.sessions(2, 1).getFirst();
        SessionRow closed = third.with(SessionState.EXPIRED);
        assertTrue(store.compareAndSet(third, closed));
        assertTrue(store.remove(closed));
        assertEquals(List.of(1L, 2L, 4L), store.sessions(0, 3).stream().map(SessionRow::sequence).toList());
        assertEquals(List.of(4L, 5L), store.activeSessions().stream().map(SessionRow::sequence).skip(2).toList());
        SessionRow last = store.sessions(4, 9).getFirst();
        assertTrue(store.compareAndSet(last, last.with(SessionState.EXPIRED)));
        assertTrue(store.remove(last.with(SessionState.EXPIRED)));
        assertEquals(5, store.sequence());
        assertEquals(6, store.insert(Rows.draft(200)).sequence());
    }

    @Test
    void onlyTheExpectedVersionIsReplaced() {
        SessionRow first = store.insert(Rows.draft(1));
        SessionRow committed = first.committed(Rows.snapshot(2));
        assertTrue(store.compareAndSet(first, committed));
        assertFalse(store.compareAndSet(first, first.with(SessionState.EXPIRED)));
        assertFalse(store.remove(first.with(SessionState.EXPIRED).with(SessionState.FORGOTTEN)));
        assertSame(committed, store.session(first.id()));
        assertTrue(store.remove(committed));
        assertFalse(store.remove(committed));
        assertFalse(store.compareAndSet(committed, committed.with(SessionState.FORGOTTEN)));
        assertThrows(IllegalArgumentException.class, () -> store.remove(first));
        assertThrows(IllegalArgumentException.class, () -> store.compareAndSet(first, first));
    }

    @Test
    void anIdIsInsertedOnce() {
        opened(1);
        HoldfastException failure = assertThrows(HoldfastException.class, () -> opened(1));
        assertEquals(ErrorCode.INTERNAL, failure.code());
        assertEquals(1, store.sequence());
    }

    @Test
    void heartbeatsCountAndEndWithTheSession() {
        SessionRow row = store.insert(Rows.draft(1));
        store.beat(row.id());
        store.beat(row.id());
        assertEquals(2, store.beats(row.id()));
        store.beat(Rows.session(9));
        assertEquals(0, store.beats(Rows.session(9)));
        SessionRow closed = row.with(SessionState.EXPIRED);
        store.compareAndSet(row, closed);
        store.remove(closed);
        assertEquals(0, store.beats(row.id()));
    }

    @Test
    void allocationChangesBothRowsOrNone() {
        SessionRow row = store.insert(Rows.draft(1));
        PackRow open = PackRow.open(new PackId(row.id(), 0), PackKind.DATA);
        assertTrue(store.allocate(row, row.withPacks(1), open));
        assertFalse(store.allocate(row, row.withPacks(1), PackRow.open(new PackId(row.id(), 1), PackKind.DATA)));
        assertEquals(List.of(open), store.packs(Optional.empty(), 9));
        SessionRow current = store.session(row.id()).orElseThrow();
        assertThrows(HoldfastException.class, () -> store.allocate(current, current.withPacks(2), open));
        assertSame(current, store.session(row.id()));
    }

    @Test
    void packsArePagedInTheOrderOfTheirIds() {
        List<PackId> ids = new ArrayList<>();
        for (int session = 0; session < 4; session++) {
            SessionId owner = opened(session);
            for (int i = 0; i < 3; i++) {
                ids.add(Rows.allocate(store, owner).id());
            }
        }
        ids.sort(null);
        List<PackId> found = new ArrayList<>();
        List<PackRow> page = store.packs(Optional.empty(), 5);
        while (!page.isEmpty()) {
            page.forEach(row -> found.add(row.id()));
            page = store.packs(Optional.of(found.getLast()), 5);
        }
        assertEquals(ids, found);
    }

    @Test
    void packIsReplacedOnlyFromItsStateAndBarrier() {
        PackRow live = Rows.live(store, opened(1), Rows.data(Rows.chunks(0, 3)));
        PackRow condemned = live.with(PackState.CONDEMNED);
        assertTrue(store.compareAndSet(live, condemned));
        assertFalse(store.compareAndSet(live, condemned));
        PackRow barrier = condemned.withBarrier(3);
        assertTrue(store.compareAndSet(condemned, barrier));
        assertFalse(store.compareAndSet(condemned, condemned.with(PackState.RETIRED)));
        store.remove(barrier.with(PackState.RETIRED));
        assertEquals(Optional.of(barrier), store.pack(live.id()));
        assertThrows(IllegalArgumentException.class, () -> store.remove(barrier));
        PackRow retired = barrier.with(PackState.RETIRED);
        assertTrue(store.compareAndSet(barrier, retired));
        store.remove(retired);
        assertEquals(Optional.empty(), store.pack(live.id()));
        assertEquals(Optional.empty(), store.contents(live.id()));
        assertFalse(store.compareAndSet(retired, retired));
        store.verify();
    }

    @Test
    void chunksArePresentWhileTheirPackIsLive() {
        PackRow open = Rows.allocate(store, opened(1));
        List<Fingerprint> chunks = Rows.chunks(0, 5);
        PackContents contents = Rows.data(Rows.chunks(0, 3));
        store.putContents(open.id(), contents);
        assertEquals(new BitSet(), store.present(chunks));
        assertEquals(PackState.OPEN, store.facts(chunks).getFirst().getFirst().state());
        PackRow live = open.live(Rows.sealed(1));
        store.compareAndSet(open, live);
        BitSet expected = new BitSet();
        expected.set(0, 3);
        assertEquals(expected, store.present(chunks));
        assertEquals(Optional.of(contents), store.contents(open.id()));
        Fact third = new Fact(new Location(open.id(), 64 + 2000, 900, 0), PackState.LIVE, Fact.Condition.GOOD);
        assertEquals(List.of(third), store.facts(chunks).get(2));
        store.compareAndSet(live, live.with(PackState.CONDEMNED));
        assertEquals(new BitSet(), store.present(chunks));
        assertEquals(1, store.facts(chunks).getFirst().size());
    }

    @Test
    void aBatchAnswersInTheOrderOfTheQuestion() {
        Rows.live(store, opened(1), Rows.data(Rows.chunks(0, 4000)));
        List<Fingerprint> question = new ArrayList<>();
        BitSet expected = new BitSet();
        for (int i = 0; i < 8192; i++) {
            int number = i * 31 % 8000;
            expected.set(i, number < 4000);
            question.add(Rows.chunk(number));
        }
        assertEquals(expected, store.present(question));
        List<List<Fact>> facts = store.facts(question);
        for (int i = 0; i < question.size(); i++) {
            assertEquals(expected.get(i) ? 1 : 0, facts.get(i).size());
        }
    }

    @Test
    void factsHoldThePlacesOfTheLargestPacks() {
        PackRow open = Rows.allocate(store, opened(1));
        Segment far = new Segment((1L << 40) - 1, Integer.MAX_VALUE, Rows.chunks(0, 1));
        store.putContents(open.id(), new PackContents(List.of(far), Map.of()));
        Location location = store.facts(Rows.chunks(0, 1)).getFirst().getFirst().location();
        assertEquals(new Location(open.id(), (1L << 40) - 1, Integer.MAX_VALUE, 0), location);
        assertEquals(List.of(far), store.contents(open.id()).orElseThrow().segments());
    }

    @Test
    void contentsOfAPackWithoutRowAreNotKept() {
        PackId unknown = new PackId(Rows.session(1), 0);
        store.putContents(unknown, Rows.data(Rows.chunks(0, 3)));
        store.markBad(unknown, Rows.chunks(0, 3));
        store.clearBad(unknown);
        store.removeContents(unknown);
        assertEquals(Optional.empty(), store.contents(unknown));
        assertEquals(List.of(List.of()), store.facts(Rows.chunks(0, 1)));
    }

    @Test
    void referencesLastAsLongAsAFactOfTheirChunk() {
        SessionId session = opened(1);
        Fingerprint tree = Rows.chunk(1);
        References references = new References(Rows.chunks(2, 4), Rows.chunks(4, 9));
        PackRow first = Rows.live(store, session, Rows.structure(tree, references));
        PackRow second = Rows.live(store, session, Rows.structure(tree, references));
        assertEquals(Optional.of(references), store.references(tree));
        store.removeContents(first.id());
        assertEquals(Optional.of(references), store.references(tree));
        assertEquals(1, store.facts(List.of(tree)).getFirst().size());
        store.removeContents(second.id());
        assertEquals(Optional.empty(), store.references(tree));
        store.verify();
    }

    @Test
    void damagedCopyIsNotPresentUntilAnotherIsFound() {
        SessionId session = opened(1);
        PackRow first = Rows.live(store, session, Rows.data(Rows.chunks(0, 4)));
        store.markBad(first.id(), Rows.chunks(1, 3));
        store.markBad(first.id(), Rows.chunks(7, 9));
        assertEquals(new HashSet<>(Rows.chunks(1, 3)), Set.copyOf(store.damaged(9)));
        assertEquals(1, store.damaged(1).size());
        assertEquals("{0, 3}", store.present(Rows.chunks(0, 4)).toString());
        assertEquals(Fact.Condition.BAD, store.facts(Rows.chunks(1, 2)).getFirst().getFirst().condition());
        Rows.live(store, session, Rows.data(Rows.chunks(1, 2)));
        assertEquals(Rows.chunks(2, 3), store.damaged(9));
        store.verify();
        store.clearBad(first.id());
        assertEquals(List.of(), store.damaged(9));
        assertEquals(4, store.present(Rows.chunks(0, 4)).cardinality());
        store.verify();
    }

    @Test
    void statisticsCountWhatIsThere() {
        SessionId session = opened(1);
        PackRow live = Rows.live(store, session, Rows.data(Rows.chunks(0, 4)));
        PackRow second = Rows.live(store, session, Rows.data(Rows.chunks(3, 5)));
        store.compareAndSet(second, second.with(PackState.CONDEMNED));
        Rows.allocate(store, session);
        var statistics = store.statistics();
        assertEquals(1, statistics.sessions());
        assertEquals(2, statistics.livePacks());
        assertEquals(
                live.sealed().orElseThrow().sizeBytes() + second.sealed().orElseThrow().sizeBytes(), statistics.packBytes());
        assertEquals(6, statistics.facts());
    }

    @Test
    void behavesLikeTheModel() {
        long seed = Seeds.next();
        MemoryMetadataStore model = new MemoryMetadataStore();
        ModelRun run = new ModelRun(model, store, seed);
        run.operations(1500);
        run.compare();
        store.verify();
    }

    /** Runs the same on several threads that start together; the results in no particular order. */
    private static <T> List<T> together(Callable<T> action) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> tasks = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                tasks.add(threads.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
        }
        List<T> results = new ArrayList<>();
        for (Future<T> task : tasks) {
            results.add(task.get());
        }
        return results;
    }

    @Test
    void noChangeOfARowIsLostAmongThreads() throws Exception {
        SessionId id = opened(1);
        List<Integer> wins = together(() -> {
            int won = 0;
            while (won < ROUNDS) {
                SessionRow row = store.session(id).orElseThrow();
                SessionRow next = row.withPacks(row.packs() + 1);
                PackRow open = PackRow.open(new PackId(id, row.packs()), PackKind.DATA);
                won += store.allocate(row, next, open) ? 1 : 0;
            }
            return won;
        });
        int total = wins.stream().mapToInt(Integer::intValue).sum();
        assertEquals(total, store.session(id).orElseThrow().packs());
        assertEquals(total, store.packs(Optional.empty(), 10 * total).size());
    }

    @Test
    void sequenceNumbersAmongThreadsAreTheOrderInWhichRowsAppear() throws Exception {
        List<List<Long>> given = together(() -> {
            List<Long> mine = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                long before = store.sequence();
                SessionId id = new SessionId(Entropy.system().id());
                long sequence = store.insert(new SessionRow(
                                id,
                                0,
                                1,
                                Rows.draft(0).kind(),
                                SessionState.ACTIVE,
                                Optional.empty(),
                                Rows.draft(0).owner(),
                                0,
                                Optional.empty()))
                        .sequence();
                assertTrue(sequence > before && store.sequence() >= sequence);
                // Whoever has a number has been preceded by every smaller one.
                assertEquals(sequence, store.sessions(0, 100_000).stream().filter(row -> row.sequence() <= sequence).count());
                mine.add(sequence);
            }
            return mine;
        });
        Set<Long> all = new HashSet<>();
        given.forEach(all::addAll);
        assertEquals(THREADS * ROUNDS, all.size());
        given.forEach(mine -> assertEquals(mine.stream().sorted().toList(), mine));
    }

    @Test
    void exactlyOneOfManyClosersWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            SessionRow row = store.insert(Rows.draft(round));
            List<Boolean> won = together(() -> store.compareAndSet(row, row.with(SessionState.EXPIRED)));
            assertEquals(1, won.stream().filter(Boolean::booleanValue).count());
        }
        assertEquals(List.of(), store.activeSessions());
    }
}
