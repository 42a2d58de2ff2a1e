package dev.holdfast.flags.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the client's threads. They are platform threads, because they have to go on when all virtual threads of a program compute, and they never
 * keep a program alive.
 */
public final class FlagThreads {
    private static final String NAME = "holdfast-flags-";

    private FlagThreads() {}

    /** Starts a thread for one purpose. */
    public static Thread start(String purpose, Runnable work) {
        return Thread.ofPlatform().name(NAME + purpose).daemon(true).start(work);
    }

    /** What runs the small steps of requests under way: a thread or two, which end when there is nothing to do. */
    public static ExecutorService requests() {
        return Executors.newCachedThreadPool(task -> Thread.ofPlatform().name(NAME + "http").daemon(true).unstarted(task));
    }
}
