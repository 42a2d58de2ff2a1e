package dev.holdfast.flags;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts questions to the server, so that others can wait for one that begins after they wanted it. Thread-safe. */
final class Rounds {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private long begun;
    private long over;

    void begin() {
        lock.lock();
        try {
            begun++;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            over = begun;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of the next one. */
    long next() {
        lock.lock();
        try {
            return begun + 1;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the one with this number has ended.
     *
     * @return false if it has not by then
     */
    boolean await(long number, Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = longest.toNanos();
            while (over < number && left > 0) {
                left = ended.awaitNanos(left);
            }
            return over >= number;
        } finally {
            lock.unlock();
        }
    }
}
