package dev.holdfast.client.remote.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A limit that changes while bytes pass. */
class PaceTest {
    /** Time that passes only while somebody waits. */
    private static final class Waits implements Clock, Pause {
        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long monotonicNanos() {
            return nanos;
        }

        @Override
        public void await(long wait, CountDownLatch cut) {
            nanos += wait;
        }
    }

    private final Waits time = new Waits();
    private final AtomicLong allowed = new AtomicLong();

    private long secondsFor(Pace pace, int pieces) throws IOException {
        long before = time.nanos;
        for (int i = 0; i < pieces; i++) {
            pace.take(1000);
        }
        return Math.round((time.nanos - before) / 1e9);
    }

    @Test
    void whatRunsFollowsALimitThatChanges() throws IOException {
        Pace pace = Pace.of(0, time, time).within(allowed::get);
        assertFalse(pace.isLimited());
        assertEquals(0, secondsFor(pace, 100));
        allowed.set(1000);
        assertTrue(pace.isLimited());
        assertEquals(100, secondsFor(pace, 100));
        allowed.set(10_000);
        assertEquals(10, secondsFor(pace, 100));
        allowed.set(0);
        assertEquals(0, secondsFor(pace, 100));
    }

    @Test
    void theLesserOfBothLimitsHolds() throws IOException {
        Pace pace = Pace.of(2000, time, time).within(allowed::get);
        assertEquals(50, secondsFor(pace, 100));
        allowed.set(1000);
        assertEquals(100, secondsFor(pace, 100));
        allowed.set(5000);
        assertEquals(50, secondsFor(pace, 100));
        assertEquals(500, pace.millisFor(1000));
    }
}
