package dev.holdfast.flags.wire;

import dev.holdfast.core.time.Clock;
import java.util.Optional;
import java.util.concurrent.Flow;

/** When a stream was last heard, and the way to give it up. Thread-safe. */
final class Heard {
    private final Clock clock;
    private volatile Optional<Flow.Subscription> subscription = Optional.empty();
    private volatile long lastNanos;

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
        subscription = Optional.of(begun);
    }

    void cancel() {
        subscription.ifPresent(Flow.Subscription::cancel);
    }
}
