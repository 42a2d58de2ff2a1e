package dev.holdfast.server.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done again and again. */
@Timeout(30)
class RoundsTest {
    @Test
    void aPauseThatBecomesShorterWhileItLastsIsNoticed() throws Exception {
        AtomicLong pause = new AtomicLong(3_600_000);
        CountDownLatch done = new CountDownLatch(3);
        try (Rounds rounds = Rounds.start(List.of(done::countDown), pause::get, failure -> {}, Thread.ofVirtual().factory())) {
            assertEquals(3, done.getCount());
            pause.set(1);
            done.await();
        }
    }

    @Test
    void aTaskThatFailsIsReportedAndTheOthersGoOn() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(2);
        Runnable fails = () -> {
            throw new IllegalStateException("once more");
        };
        try (Rounds rounds =
                Rounds.start(List.of(fails, done::countDown), 1, failure -> failures.incrementAndGet(), Thread.ofVirtual().factory())) {
            done.await();
        }
        assertEquals(true, failures.get() >= 2);
    }
}
