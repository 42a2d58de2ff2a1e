package dev.holdfast.server.event;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Writes events to one watcher until the server stops or the watcher leaves or may not watch any more. Belongs to its thread. */
final class EventStream {
    /** Proxies and browsers give up on a connection that says nothing. */
    private static final long SILENCE_MILLIS = 15_000;

    private static final long RECHECK_NANOS = 60_000_000_000L;

    private final EventHub hub;
    private final EventHub.Subscription subscription;
    private final Call call;
    private final Clock clock;
    private long sequence;

    EventStream(EventHub hub, EventHub.Subscription subscription, Call call, Clock clock) {
        this.hub = hub;
        this.subscription = subscription;
        this.call = call;
        this.clock = clock;
    }

    void run(OutputStream out) throws IOException {
        // The first bytes tell the browser that it is connected.
        write(out, ": watching\nretry: 2000\n\n");
        long checkedNanos = clock.monotonicNanos();
        try {
            while (!hub.isClosed()) {
                Optional<Event> event = subscription.next(SILENCE_MILLIS);
                write(out, event.map(this::text).orElse(": still here\n\n"));
                if (clock.monotonicNanos() - checkedNanos >= RECHECK_NANOS) {
                    if (!call.isStillAdmitted()) {
                        return;
                    }
                    checkedNanos = clock.monotonicNanos();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String text(Event event) {
        sequence++;
        return "event: " + event.topic().name().toLowerCase(Locale.ROOT) + "\nid: " + sequence + "\ndata: " + Json.text(event.body()) + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
