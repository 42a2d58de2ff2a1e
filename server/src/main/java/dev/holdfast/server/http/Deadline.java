package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/** The moment after which a caller no longer waits for its answer, so that nothing needs to be done for it any more. */
final class Deadline {
    private static final long LONGEST_MILLIS = 24 * 3600 * 1000L;

    private final Clock clock;
    private final OptionalLong endNanos;

    private Deadline(Clock clock, OptionalLong endNanos) {
        this.clock = clock;
        this.endNanos = endNanos;
    }

    /** From a header that says in how many milliseconds after its arrival. */
    static Deadline of(Optional<String> header, long arrivedNanos, Clock clock) {
        if (header.isEmpty()) {
            return new Deadline(clock, OptionalLong.empty());
        }
        try {
            long millis = Math.clamp(Long.parseLong(header.get().strip()), 0, LONGEST_MILLIS);
            return new Deadline(clock, OptionalLong.of(arrivedNanos + millis * 1_000_000));
        } catch (NumberFormatException e) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "X-Deadline-Millis is not a number", "leave the header out", e);
        }
    }

    /** What is left, or empty if there is no deadline; 0 if it is over. */
    OptionalLong remainingMillis() {
        return endNanos.isEmpty()
                ? endNanos
                : OptionalLong.of(Math.max(0, (endNanos.getAsLong() - clock.monotonicNanos()) / 1_000_000));
    }

    /** Whether nobody waits any more. */
    boolean isOver() {
        return endNanos.isPresent() && clock.monotonicNanos() - endNanos.getAsLong() >= 0;
    }

    /** Gives up if it is over. */
    void require() {
        if (isOver()) {
            throw new HoldfastException(ErrorCode.STORE_BUSY, "the caller's deadline was over before this was done", "allow more time, or try again later");
        }
    }
}
