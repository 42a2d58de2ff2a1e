package dev.holdfast.server.http;

import dev.holdfast.core.time.Clock;
import java.util.concurrent.Executor;

/**
 * When a request was noticed on its connection. Under load that is long before a thread has time for it, and whoever asks has waited since.
 */
final class Arrival {
    private static final ScopedValue<Long> NOTICED = ScopedValue.newInstance();

    private Arrival() {}

    /** Threads that remember when they were asked for. */
    static Executor noting(Executor threads, Clock clock) {
        return task -> {
            Long now = clock.monotonicNanos();
            threads.execute(() -> ScopedValue.where(NOTICED, now).run(task));
        };
    }

    /** When what this thread does was noticed, as {@link Clock#monotonicNanos}. */
    static long nanos(Clock clock) {
        return NOTICED.isBound() ? NOTICED.get() : clock.monotonicNanos();
    }
}
