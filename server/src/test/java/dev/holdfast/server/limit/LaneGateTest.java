package dev.holdfast.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Places and waiting in one lane. */
class LaneGateTest {
    private static final long NO_WAIT = 0;

    private static ErrorCode refused(LaneGate gate, String tenant) {
        return refused(gate.enter(tenant, NO_WAIT));
    }

    private static ErrorCode refused(Admission.Decision decision) {
        return assertInstanceOf(Admission.Decision.TurnedAway.class, decision).code();
    }

    private static Admission.Pass pass(Admission.Decision decision) {
        return assertInstanceOf(Admission.Decision.Admitted.class, decision).pass();
    }

    @Test
    void oneTenantLeavesRoomForOthers() {
        LaneGate gate = new LaneGate(new LaneRule(4, 3, 10, 50, 10), Clock.system());
        for (int i = 0; i < 3; i++) {
            pass(gate.enter("a", NO_WAIT));
        }
        assertEquals(ErrorCode.OVERLOADED, refused(gate, "a"));
        pass(gate.enter("b", NO_WAIT));
        assertEquals(ErrorCode.STORE_BUSY, refused(gate, "b"));
        assertEquals(new Load(4, 0), gate.load());
    }

    @Test
    void whoWaitsIsServedWhenAPlaceIsGivenBack() throws Exception {
        LaneGate gate = new LaneGate(new LaneRule(1, 1, 10, 60_000, 10), Clock.system());
        Admission.Pass first = pass(gate.enter("", NO_WAIT));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Admission.Pass> second = threads.submit(() -> pass(gate.enter("", Long.MAX_VALUE)));
            while (gate.load().waiting() == 0) {
                Thread.onSpinWait();
            }
            first.close();
            second.get().close();
        }
        assertEquals(new Load(0, 0), gate.load());
    }

    @Test
    void aLaneIsCrowdedWhileMoreWaitThanItCanServeInTime() throws Exception {
        ManualNanos clock = new ManualNanos();
        LaneGate gate = new LaneGate(new LaneRule(1, 1, 10, 60_000, 50_000), clock);
        Admission.Pass first = pass(gate.enter("", NO_WAIT));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Admission.Pass>> waiting = new ArrayList<>();
            for (int i = 1; i <= LaneGate.CROWD; i++) {
                waiting.add(threads.submit(() -> pass(gate.enter("", Long.MAX_VALUE))));
                while (gate.load().waiting() < i) {
                    Thread.onSpinWait();
                }
            }
            assertFalse(gate.isUseless(0), "a burst may wait");
            clock.advanceMillis(61_000);
            assertTrue(gate.isUseless(0));
            first.close();
            assertFalse(gate.isUseless(0));
            for (Future<Admission.Pass> next : waiting.reversed()) {
                next.get().close();
            }
        }
        assertFalse(gate.isUseless(0));
    }

    @Test
    void aPlaceIsGivenBackOnceOnly() {
        LaneGate gate = new LaneGate(new LaneRule(1, 1, 0, 0, 0), Clock.system());
        Admission.Pass pass = pass(gate.enter("a", NO_WAIT));
        pass.close();
        pass(gate.enter("b", NO_WAIT));
        pass.close();
        assertEquals(new Load(1, 0), gate.load());
    }

    @Test
    void aQueueThatIsFullTakesNobodyMore() throws Exception {
        LaneGate gate = new LaneGate(new LaneRule(1, 1, 1, 60_000, 10), Clock.system());
        Admission.Pass first = pass(gate.enter("", NO_WAIT));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Admission.Pass> waiting = threads.submit(() -> pass(gate.enter("", Long.MAX_VALUE)));
            while (gate.load().waiting() == 0) {
                Thread.onSpinWait();
            }
            assertEquals(ErrorCode.STORE_BUSY, refused(gate.enter("", Long.MAX_VALUE)));
            first.close();
            waiting.get();
        }
    }

    @Test
    void aLaneThatDoesNotCatchUpKeepsNobodyWaitingLong() throws Exception {
        ManualNanos clock = new ManualNanos();
        LaneGate gate = new LaneGate(new LaneRule(1, 1, 100, 60_000, 1), clock);
        pass(gate.enter("", NO_WAIT));
        CountDownLatch ended = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Keeps the queue from being empty, so that the lane counts as behind once its patience is over.
            Future<?> waiting = threads.submit(() -> pass(gate.enter("", Long.MAX_VALUE)));
            while (gate.load().waiting() == 0) {
                Thread.onSpinWait();
            }
            clock.advanceMillis(60_001);
            // Ends after a millisecond; with the whole patience this test would not end.
            assertEquals(ErrorCode.STORE_BUSY, refused(gate.enter("", Long.MAX_VALUE)));
            ended.countDown();
            waiting.cancel(true);
        }
        assertEquals(0, ended.getCount());
    }

    @Test
    void whoseCallerWouldBeGoneBeforeTheAnswerIsTurnedAwayAtOnce() {
        LaneGate gate = new LaneGate(new LaneRule(1, 1, 10, 60_000, 10), Clock.system());
        pass(gate.enter("", NO_WAIT));
        // With a minute of patience and no place given back, this ends only if it does not wait.
        assertEquals(ErrorCode.STORE_BUSY, refused(gate.enter("a", 200)));
        assertEquals(new Load(1, 0), gate.load());
    }

    @Test
    void ratesAreKeptOverTimeAndBurstsAreShort() {
        TokenBucket bucket = new TokenBucket(10, 0);
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += bucket.take(10, 0) ? 1 : 0;
        }
        assertEquals(20, taken);
        for (int second = 1; second <= 5; second++) {
            for (int i = 0; i < 100; i++) {
                taken += bucket.take(10, second * 1_000_000_000L) ? 1 : 0;
            }
        }
        assertEquals(70, taken);
    }
}
