package dev.holdfast.client.cli.output;

import dev.holdfast.core.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows an operation while it runs: as a line that redraws itself on a terminal, as a JSON object at most once a second for programs, and
 * not at all otherwise. Closed when the operation ends.
 */
public final class Progress implements AutoCloseable {
    private static final Duration LIVE_INTERVAL = Duration.ofMillis(100);
    private static final Duration JSON_INTERVAL = Duration.ofSeconds(1);

    private final Console console;
    private final Clock clock;
    private final Supplier<ProgressView> source;
    private final long startedNanos;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final @Nullable Thread thread;

    /** Starts to show what {@code source} tells, which must be quick and may be asked by any thread. */
    public Progress(Console console, Clock clock, Supplier<ProgressView> source) {
        this.console = console;
        this.clock = clock;
        this.source = source;
        this.startedNanos = clock.monotonicNanos();
        boolean shown = console.showsLive() || console.isJson() && !console.isQuiet();
        this.thread = shown ? Thread.ofPlatform().daemon().name("progress").start(this::repeat) : null;
    }

    /** How long the operation has been running. */
    public Duration elapsed() {
        return Duration.ofNanos(clock.monotonicNanos() - startedNanos);
    }

    private void repeat() {
        Duration interval = console.isJson() ? JSON_INTERVAL : LIVE_INTERVAL;
        try {
            while (!ended.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                show(source.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(ProgressView view) {
        if (!console.isJson()) {
            console.live(ProgressLine.format(view, elapsed(), console.terminal().columns()));
            return;
        }
        try {
            Json.print(console, json -> json.object(fields -> status(fields, view)));
            console.flush();
        } catch (RuntimeException e) {
            // Whoever read the progress has gone; the operation goes on, and its end will notice.
            ended.countDown();
        }
    }

    private void status(Json json, ProgressView view) {
        json.field("type", "status").field("elapsed_seconds", elapsed().toMillis() / 1000.0).field("bytes", view.bytes());
        if (view.totalBytes() > 0) {
            json.field("total_bytes", view.totalBytes());
        }
        view.fields().write(json);
        json.field("current", view.current());
    }

    @Override
    public void close() {
        ended.countDown();
        if (thread != null) {
            joinUninterruptibly(thread);
        }
        console.eraseLive();
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
