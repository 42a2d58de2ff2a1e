package dev.holdfast.engine.work;

import java.util.concurrent.ThreadFactory;

/** Makes the client's threads. They do not keep the process alive, and their stacks are deep enough for deep trees. */
public final class WorkThreads {
    private static final long STACK_BYTES = 64L << 20;

    private WorkThreads() {}

    /** A factory of platform threads with this name. */
    public static ThreadFactory named(String name) {
        return task -> Thread.ofPlatform().name(name).daemon(true).stackSize(STACK_BYTES).unstarted(task);
    }

    /** A factory of threads that cost little, for work that mostly waits. */
    public static ThreadFactory light(String name) {
        return task -> Thread.ofVirtual().name(name).unstarted(task);
    }
}
