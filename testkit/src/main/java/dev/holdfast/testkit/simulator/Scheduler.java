package dev.holdfast.testkit.simulator;

import dev.holdfast.core.error.HoldfastException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Passes the baton: of all actors' threads exactly one runs, and only between two calls of {@link #step}. An actor lives several
 * lives, each a process of its own; a crash ends a life.
 */
final class Scheduler {
    private final Schedule schedule;
    private final int maxSteps;
    private final List<Actor> waiting = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final boolean tracing;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile @Nullable Actor current;
    private @Nullable Throwable failure;
    private boolean stopping;
    private int steps;
    private int processes;

    Scheduler(Schedule schedule, int maxSteps, boolean tracing) {
        this.schedule = schedule;
        this.maxSteps = maxSteps;
        this.tracing = tracing;
    }

    /** What an actor does in one of its lives; {@code process} is the number of that life's process. */
    @FunctionalInterface
    interface Life {
        void live(int process);
    }

    private final class Actor {
        final String name;
        final Life life;
        final int lives;
        final Thread thread;
        int process;
        boolean isCrashed;

        Actor(String name, int lives, Life life) {
            this.name = name;
            this.life = life;
            this.lives = lives;
            this.thread = Thread.ofVirtual().unstarted(this::run);
        }

        void run() {
            awaitBaton(this);
            for (int i = 0; i < lives && !stopping; i++) {
                process = ++processes;
                isCrashed = false;
                try {
                    life.live(process);
                } catch (Crash _) {
                    // The next life begins; what this one left behind is for the others to clean up.
                } catch (HoldfastException e) {
                    fail(new Violation(name + " failed: " + e.code() + ": " + e.getMessage(), e));
                } catch (RuntimeException | AssertionError e) {
                    fail(e);
                }
                process = 0;
            }
            leave(this);
        }
    }

    void add(String name, int lives, Life life) {
        waiting.add(new Actor(name, lives, life));
    }

    /** Whether the process is one of those that run now. */
    boolean isAlive(long process) {
        return waiting.stream().anyMatch(actor -> actor.process == process && !actor.isCrashed);
    }

    /** Runs all actors to their end, or to the first failure, which is returned. */
    @Nullable Throwable run() throws InterruptedException {
        List<Actor> actors = List.copyOf(waiting);
        actors.forEach(actor -> actor.thread.start());
        pass(waiting.get(schedule.next(waiting.size(), -1)));
        finished.await();
        for (Actor actor : actors) {
            actor.thread.join();
        }
        return failure;
    }

    /** One operation is about to happen: others may come first, or this process may end here. */
    void step(String operation) {
        Actor me = me();
        if (stopping || me.isCrashed || ++steps > maxSteps) {
            stopping |= steps > maxSteps;
            throw new Crash();
        }
        if (schedule.crashes()) {
            me.isCrashed = true;
            note(me.name, "crashes before " + operation);
            throw new Crash();
        }
        Actor next = waiting.get(schedule.next(waiting.size(), waiting.indexOf(me)));
        if (next != me) {
            pass(next);
            awaitBaton(me);
        }
        if (stopping) {
            throw new Crash();
        }
        note(me.name, operation);
    }

    /** The number of the process that holds the baton. */
    int process() {
        return me().process;
    }

    int steps() {
        return steps;
    }

    List<String> trace() {
        return trace;
    }

    void note(String text) {
        note(me().name, text);
    }

    private void note(String actor, String text) {
        if (tracing) {
            trace.add(steps + " " + actor + ": " + text);
        }
    }

    private Actor me() {
        Actor me = current;
        if (me == null || Thread.currentThread() != me.thread) {
            throw new IllegalStateException("somebody acts without the baton");
        }
        return me;
    }

    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        stopping = true;
    }

    private void pass(Actor next) {
        current = next;
        LockSupport.unpark(next.thread);
    }

    private void awaitBaton(Actor me) {
        while (current != me) {
            LockSupport.park(this);
        }
    }

    private void leave(Actor me) {
        waiting.remove(me);
        if (waiting.isEmpty()) {
            finished.countDown();
        } else {
            pass(waiting.get(schedule.next(waiting.size(), -1)));
        }
    }
}
