package dev.holdfast.verify.chaos;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets bytes pass, or holds them all as a network does that is cut in two. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final Condition held = lock.newCondition();
    private boolean shut;
    private int waiting;

    void shut() {
        set(true);
    }

    void open() {
        set(false);
    }

    private void set(boolean now) {
        lock.lock();
        try {
            shut = now;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the way is free. */
    void pass() {
        lock.lock();
        try {
            waiting++;
            held.signalAll();
            while (shut) {
                opened.awaitUninterruptibly();
            }
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when somebody stands before the shut gate. */
    void awaitHeld() throws InterruptedException {
        lock.lock();
        try {
            while (!shut || waiting == 0) {
                held.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
