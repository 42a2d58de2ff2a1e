package dev.holdfast.program;

import dev.holdfast.client.cli.invocation.Interruption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C and a termination by the system into the orderly end of what is running, within a limited time. */
final class ShutdownWatch {
    private final CountDownLatch finished = new CountDownLatch(1);

    private ShutdownWatch() {}

    static ShutdownWatch install(Interruption interruption) {
        ShutdownWatch watch = new ShutdownWatch();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> watch.end(interruption), "shutdown"));
        return watch;
    }

    /** Says that the command has ended by itself. */
    void finished() {
        finished.countDown();
    }

    private void end(Interruption interruption) {
        try {
            if (finished.getCount() > 0 && interruption.wish()) {
                finished.await(interruption.patience().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
