package dev.holdfast.server.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Makes the server's threads. They do not keep the process alive. */
public final class ServerThreads {
    private ServerThreads() {}

    /** A factory of virtual threads with this name, for work that mostly waits. */
    public static ThreadFactory virtual(String name) {
        return Thread.ofVirtual().name(name + "-", 0).factory();
    }

    /** Runs each task on a virtual thread of its own with this name; closing waits for those that run. */
    public static ExecutorService executor(String name) {
        return Executors.newThreadPerTaskExecutor(virtual(name));
    }

    /** A factory of platform threads with this name, for work that must go on when all virtual threads compute. */
    public static ThreadFactory platform(String name) {
        return task -> Thread.ofPlatform().name(name).daemon(true).unstarted(task);
    }
}
