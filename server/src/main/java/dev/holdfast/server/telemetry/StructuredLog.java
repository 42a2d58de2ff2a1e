package dev.holdfast.server.telemetry;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The log: one JSON object a line. Whoever logs never waits for where it goes; events that come faster than they can be written are
 * dropped and counted. Thread-safe.
 */
public final class StructuredLog implements AutoCloseable {
    private static final int QUEUE = 4096;
    private static final long CLOSE_MILLIS = 2_000;

    private final OutputStream out;
    private final Clock clock;
    private final BlockingQueue<Map<String, Object>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;
    private volatile boolean closing;
    private volatile LogRules rules = LogRules.EVERYTHING;

    /** How much an event matters. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }

    private StructuredLog(OutputStream out, Clock clock, ThreadFactory threads) {
        this.out = out;
        this.clock = clock;
        this.writer = threads.newThread(this::write);
    }

    /** Starts a log; it closes {@code out} at its end. */
    public static StructuredLog to(OutputStream out, Clock clock, ThreadFactory threads) {
        StructuredLog log = new StructuredLog(out, clock, threads);
        log.writer.start();
        return log;
    }

    /** Writes by other rules from now on. */
    public void follow(LogRules next) {
        rules = next;
    }

    /** Logs an event of the server itself. Texts among the fields are freed of control characters and cut. */
    public void event(Level level, String event, Map<String, ?> fields) {
        event(LogRules.Component.SERVER, level, event, fields);
    }

    /** Logs an event of some part of the server, if the rules want it. */
    public void event(LogRules.Component component, Level level, String event, Map<String, ?> fields) {
        if (!rules.admit(component, level)) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.now());
        line.put("level", level);
        line.put("event", event);
        fields.forEach((name, value) -> line.put(name, LogText.clean(value)));
        if (!queue.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /** Logs that something failed, with where it did; no rule leaves that out. */
    public void failure(String event, Throwable failure, Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("fault", LogText.of(failure));
        event(Level.ERROR, event, all);
    }

    private void write() {
        try {
            while (!closing || !queue.isEmpty()) {
                Optional<Map<String, Object>> line = Optional.ofNullable(queue.poll(100, TimeUnit.MILLISECONDS));
                if (line.isPresent()) {
                    write(line.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Map<String, Object> line) {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            line.put("dropped_before", lost);
        }
        try {
            out.write((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
            if (queue.isEmpty()) {
                out.flush();
            }
        } catch (IOException e) {
            dropped.incrementAndGet();
        }
    }

    /** Writes what is left, for a short time. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(CLOSE_MILLIS);
            out.close();
        } catch (IOException e) {
            dropped.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
