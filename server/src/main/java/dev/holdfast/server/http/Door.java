package dev.holdfast.server.http;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.limit.Admission;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpVersion;

/**
 * Where connections come in. For each request that is turned away it stays shut for a moment, so that turning away takes a small part of
 * the processor however many come: whoever waits outside is in the system's queue, which costs nothing. A server that has room for what comes
 * never shuts it. Thread-safe.
 */
final class Door {
    /** For each request turned away; so no more than 250 of them a second come in anew. */
    static final long SHUT_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** However many were turned away, it is open again after that: health checks come in by it too. */
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Clock clock;
    private final AtomicLong openNanos;

    Door(Clock clock) {
        this.clock = clock;
        this.openNanos = new AtomicLong(clock.monotonicNanos());
    }

    /** Turns a request away; its connection ends where that would otherwise let a crowd stay and be turned away for ever. */
    Reply turnedAway(Admission.Decision.TurnedAway away, HttpVersion version, String requestId) {
        Reply reply = ErrorBody.reply(away, requestId);
        return switch (away.why()) {
            case TOO_OFTEN -> reply;
            case NO_PLACE -> {
                shutForOne();
                yield version == HttpVersion.HTTP_2 ? reply : reply.with("Connection", "close");
            }
        };
    }

    /** One more request was turned away. */
    void shutForOne() {
        long now = clock.monotonicNanos();
        openNanos.updateAndGet(open -> Math.min(Math.max(open - now, 0) + SHUT_NANOS, LONGEST_NANOS) + now);
    }

    /** How long it is still shut. */
    long shutNanos() {
        return Math.max(0, openNanos.get() - clock.monotonicNanos());
    }

    /** Waits until it is open. */
    void await() {
        long nanos = shutNanos();
        while (nanos > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(nanos);
            nanos = shutNanos();
        }
    }
}
