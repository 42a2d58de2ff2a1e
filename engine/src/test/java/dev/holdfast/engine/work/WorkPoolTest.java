package dev.holdfast.engine.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each worker's state is the name of its thread, so that a task can tell on whose behalf it runs. */
@Timeout(60)
class WorkPoolTest {
    private static final ThreadFactory FACTORY = Thread.ofPlatform().name("worker-", 0).factory();

    private final AtomicInteger made = new AtomicInteger();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    private WorkPool<String> pool(int workers) {
        return new WorkPool<>(
                workers,
                FACTORY,
                () -> {
                    made.incrementAndGet();
                    return Thread.currentThread().getName();
                },
                worker -> {
                    assertEquals(Thread.currentThread().getName(), worker);
                    finished.add(worker);
                });
    }

    @Test
    void everyTaskRunsOnceHoweverTasksBegetTasks() {
        for (int workers : new int[] {1, 2, 5}) {
            finished.clear();
            WorkPool<String> pool = pool(workers);
            AtomicInteger runs = new AtomicInteger();
            pool.start(split(pool, 12, runs));
            pool.await();
            assertEquals((1 << 13) - 1, runs.get());
            assertEquals(workers, finished.size());
        }
        assertEquals(8, made.get());
    }

    private static Task<String> split(WorkPool<String> pool, int depth, AtomicInteger runs) {
        return worker -> {
            assertEquals(Thread.currentThread().getName(), worker);
            runs.incrementAndGet();
            if (depth > 0) {
                pool.submit(List.of(split(pool, depth - 1, runs), split(pool, depth - 1, runs)));
            }
        };
    }

    @Test
    void newestTasksRunFirstAndInTheirOwnOrder() {
        WorkPool<String> pool = pool(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        pool.start(worker -> pool.submit(List.of(
                named("a", order, () -> pool.submit(List.of(named("a1", order, () -> {}), named("a2", order, () -> {})))),
                named("b", order, () -> {}))));
        pool.await();
        assertEquals(List.of("a", "a1", "a2", "b"), order);
    }

    @Test
    void tasksThatWaitForTheRestRunAfterAllOthers() {
        WorkPool<String> pool = pool(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        pool.start(worker -> {
            pool.submitLast(named("last", order, () -> {}));
            pool.submit(List.of(named("a", order, () -> pool.submit(List.of(named("a1", order, () -> {})))), named("b", order, () -> {})));
        });
        pool.await();
        assertEquals(List.of("a", "a1", "b", "last"), order);
    }

    private static Task<String> named(String name, List<String> order, Runnable then) {
        return worker -> {
            order.add(name);
            then.run();
        };
    }

    @Test
    void workersRunAtTheSameTime() {
        WorkPool<String> pool = pool(3);
        CyclicBarrier all = new CyclicBarrier(3);
        Task<String> meeting = worker -> {
            try {
                all.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        pool.start(worker -> pool.submit(List.of(meeting, meeting, meeting)));
        pool.await();
        assertEquals(3, finished.size());
    }

    @Test
    void theFirstFailureStopsTheRestAndIsThrown() {
        WorkPool<String> pool = pool(2);
        RuntimeException failure = new IllegalArgumentException("first");
        pool.start(worker -> {
            pool.submit(List.of(endless(pool), endless(pool)));
            throw failure;
        });
        assertSame(failure, assertThrows(IllegalArgumentException.class, pool::await));
        assertTrue(finished.isEmpty(), "a failed pool finishes nothing");
    }

    @Test
    void afterAFailureNothingNewIsStarted() {
        WorkPool<String> pool = pool(1);
        List<String> order = new ArrayList<>();
        pool.start(worker -> {
            pool.submit(List.of(named("never", order, () -> {})));
            throw new StackOverflowError("an error, not an exception");
        });
        assertThrows(StackOverflowError.class, pool::await);
        pool.submit(List.of(named("never", order, () -> {})));
        assertEquals(List.of(), order);
    }

    @Test
    void aSecondFailureIsSuppressedByTheFirst() {
        WorkPool<String> pool = pool(2);
        CyclicBarrier both = new CyclicBarrier(2);
        Task<String> failing = worker -> {
            try {
                both.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            throw new IllegalStateException(worker);
        };
        pool.start(worker -> pool.submit(List.of(failing, failing)));
        IllegalStateException thrown = assertThrows(IllegalStateException.class, pool::await);
        assertEquals(1, thrown.getSuppressed().length);
    }

    @Test
    void aWorkerThatCannotBeMadeFailsThePool() {
        WorkPool<String> pool = new WorkPool<>(
                2,
                FACTORY,
                () -> {
                    throw new HoldfastException(ErrorCode.KEY_FORBIDS, "no key");
                },
                worker -> finished.add(worker));
        pool.start(worker -> finished.add(worker));
        assertEquals(ErrorCode.KEY_FORBIDS, assertThrows(HoldfastException.class, pool::await).code());
        assertTrue(finished.isEmpty());
    }

    @Test
    void aFailureWhileFinishingIsThrown() {
        WorkPool<String> pool = new WorkPool<>(2, FACTORY, () -> "w", worker -> {
            throw new HoldfastException(ErrorCode.DISK_FULL, "full");
        });
        pool.start(worker -> {});
        assertEquals(ErrorCode.DISK_FULL, assertThrows(HoldfastException.class, pool::await).code());
    }

    @Test
    void cancellingEndsWithTheCurrentTask() throws InterruptedException {
        WorkPool<String> pool = pool(1);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicInteger later = new AtomicInteger();
        pool.start(worker -> {
            pool.submit(List.of(ignored -> later.incrementAndGet()));
            running.countDown();
            awaitQuietly(cancelled);
        });
        running.await();
        pool.cancel();
        cancelled.countDown();
        assertEquals(ErrorCode.INTERRUPTED, assertThrows(HoldfastException.class, pool::await).code());
        assertEquals(0, later.get());
        assertTrue(finished.isEmpty());
    }

    @Test
    void cancellingWhatIsDoneChangesNothing() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        WorkPool<String> pool = new WorkPool<>(
                2,
                task -> {
                    Thread thread = FACTORY.newThread(task);
                    threads.add(thread);
                    return thread;
                },
                () -> "w",
                worker -> finished.add(Thread.currentThread().getName()));
        pool.start(worker -> {});
        for (Thread thread : threads) {
            thread.join();
        }
        pool.cancel();
        pool.await();
        assertEquals(2, finished.size());
        assertEquals(ErrorCode.INTERRUPTED, assertThrows(HoldfastException.class, pool::checkRunning).code(), "what follows the pool");
    }

    @Test
    void anInterruptedWaiterCancelsWaitsForTheEndAndStaysInterrupted() {
        WorkPool<String> pool = pool(2);
        pool.start(endless(pool));
        Thread.currentThread().interrupt();
        HoldfastException failure = assertThrows(HoldfastException.class, pool::await);
        assertTrue(Thread.interrupted());
        assertEquals(ErrorCode.INTERRUPTED, failure.code());
        assertTrue(finished.isEmpty());
    }

    /** A task that always leaves another one, so that nothing but a failure ends the pool. */
    private static Task<String> endless(WorkPool<String> pool) {
        return worker -> pool.submit(List.of(endless(pool)));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
