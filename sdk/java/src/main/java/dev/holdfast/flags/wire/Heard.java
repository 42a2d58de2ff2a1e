package dev.holdfast.flags.wire;

import dev.holdfast.core.time.Clock;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/** When a stream was last heard, and the way to give it up. Thread-safe. */
final class Heard {
    private final Clock clock;
    private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>(NONE);
    private volatile long lastNanos;

    private static final Flow.Subscription NONE = new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    Heard(Clock clock) {
        this.clock = clock;
        this.lastNanos = clock.monotonicNanos();
    }

    void now() {
        lastNanos = clock.monotonicNanos();
    }

    long agoNanos() {
        return clock.monotonicNanos() - lastNanos;
    }

    void begin(Flow.Subscription begun) {
        subscription.set(begun);
    }

    void cancel() {
        subscription.get().cancel();
    }
}
