package dev.holdfast.testkit.contract;

import static dev.holdfast.core.protocol.ClaimState.GRANTED;
import static dev.holdfast.core.protocol.ClaimState.HELD;
import static dev.holdfast.core.protocol.ClaimState.PRESENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link MetadataStore#claim} does in every store. */
public abstract class ClaimContract {
    private static final int THREADS = 4;

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
        store.verify();
        store.close();
    }

    private SessionId opened(long number) {
        return store.insert(Rows.draft(number)).id();
    }

    private List<ClaimState> claim(SessionId session, List<Fingerprint> chunks) {
        return store.claim(session, chunks).orElseThrow();
    }

    private void close(SessionId session) {
        SessionRow row = store.session(session).orElseThrow();
        assertTrue(store.compareAndSet(row, row.with(SessionState.EXPIRED)));
    }

    @Test
    void oneSessionGetsWhatNobodyHoldsAndTheOthersWait() {
        SessionId one = opened(1);
        SessionId other = opened(2);
        assertEquals(List.of(), claim(one, List.of()));
        assertEquals(List.of(GRANTED, GRANTED), claim(one, Rows.chunks(0, 2)));
        assertEquals(List.of(HELD, HELD, GRANTED), claim(other, Rows.chunks(0, 3)));
        assertEquals(List.of(GRANTED, GRANTED, HELD), claim(one, Rows.chunks(0, 3)));
    }

    @Test
    void whatIsClaimedTwiceInOneQuestionIsGrantedTwice() {
        Fingerprint chunk = Rows.chunk(7);
        assertEquals(List.of(GRANTED, GRANTED), claim(opened(1), List.of(chunk, chunk)));
    }

    @Test
    void sealedChunkIsPresentForEverybody() {
        SessionId one = opened(1);
        SessionId other = opened(2);
        assertEquals(List.of(GRANTED, GRANTED, GRANTED), claim(one, Rows.chunks(0, 3)));
        Rows.live(store, one, Rows.data(Rows.chunks(0, 2)));
        assertEquals(List.of(PRESENT, PRESENT, HELD), claim(other, Rows.chunks(0, 3)));
        assertEquals(List.of(PRESENT, PRESENT, GRANTED), claim(one, Rows.chunks(0, 3)));
    }

    @Test
    void claimEndsWithTheSealEvenIfTheCopyTurnsOutDamaged() {
        SessionId one = opened(1);
        SessionId other = opened(2);
        List<Fingerprint> chunk = Rows.chunks(0, 1);
        claim(one, chunk);
        PackRow pack = Rows.live(store, one, Rows.data(chunk));
        store.markBad(pack.id(), chunk);
        assertEquals(List.of(GRANTED), claim(other, chunk));
        assertEquals(List.of(HELD), claim(one, chunk));
    }

    @Test
    void sealOfOneSessionLeavesTheClaimsOfOthersAlone() {
        SessionId one = opened(1);
        SessionId other = opened(2);
        List<Fingerprint> chunk = Rows.chunks(0, 1);
        claim(one, chunk);
        PackRow unclaimed = Rows.live(store, other, Rows.data(chunk));
        store.markBad(unclaimed.id(), chunk);
        assertEquals(List.of(HELD), claim(other, chunk));
    }

    @Test
    void contentsWithoutASealEndNoClaim() {
        SessionId one = opened(1);
        List<Fingerprint> chunk = Rows.chunks(0, 1);
        claim(one, chunk);
        PackRow open = Rows.allocate(store, one);
        store.putContents(open.id(), Rows.data(chunk));
        assertEquals(List.of(HELD), claim(opened(2), chunk));
    }

    @Test
    void closedSessionHoldsNothingAndGetsNothing() {
        SessionId one = opened(1);
        SessionId other = opened(2);
        claim(one, Rows.chunks(0, 2));
        close(one);
        assertEquals(Optional.empty(), store.claim(one, Rows.chunks(0, 2)));
        assertEquals(Optional.empty(), store.claim(Rows.session(99), Rows.chunks(0, 2)));
        assertEquals(List.of(GRANTED, GRANTED), claim(other, Rows.chunks(0, 2)));
    }

    @Test
    void committedSessionHoldsNothing() {
        SessionId one = opened(1);
        claim(one, Rows.chunks(0, 1));
        SessionRow row = store.session(one).orElseThrow();
        assertTrue(store.compareAndSet(row, row.committed(Rows.snapshot(3))));
        assertEquals(List.of(GRANTED), claim(opened(2), Rows.chunks(0, 1)));
    }

    @Test
    void ofManyAtOnceExactlyOneIsGrantedEachChunk() throws Exception {
        List<Fingerprint> chunks = Rows.chunks(0, 100);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<List<ClaimState>>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SessionId session = opened(i);
            tasks.add(() -> {
                start.await();
                List<ClaimState> states = new ArrayList<>();
                for (Fingerprint chunk : chunks) {
                    states.addAll(claim(session, List.of(chunk)));
                }
                return states;
            });
        }
        int[] granted = new int[chunks.size()];
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<List<ClaimState>> result : threads.invokeAll(tasks)) {
                List<ClaimState> states = result.get();
                for (int i = 0; i < states.size(); i++) {
                    granted[i] += states.get(i) == GRANTED ? 1 : 0;
                }
            }
        }
        for (int count : granted) {
            assertEquals(1, count);
        }
    }
}
