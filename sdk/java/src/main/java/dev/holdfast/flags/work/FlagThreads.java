package dev.holdfast.flags.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Makes the client's threads. They are virtual, so they never keep a program alive. */
public final class FlagThreads {
    private static final String NAME = "holdfast-flags-";

    private FlagThreads() {}

    /** Starts a thread for one purpose. */
    public static Thread start(String purpose, Runnable work) {
        return Thread.ofVirtual().name(NAME + purpose).start(work);
    }

    /** What runs the small steps of requests under way. */
    public static ExecutorService requests() {
        ThreadFactory threads = Thread.ofVirtual().name(NAME + "http-", 0).factory();
        return Executors.newThreadPerTaskExecutor(threads);
    }
}
