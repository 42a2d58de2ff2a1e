package dev.holdfast.server.experiment;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much callers whom nobody knows may report: so many batches from one address, and so many from all together, which also bounds those who
 * have many addresses. Thread-safe.
 */
public final class Visitors {
    /** Most events in a batch of somebody whom nobody knows. */
    public static final int MOST_EVENTS = 100;

    /** Batches a second from one address, and at once after a pause. */
    static final Rate OF_ADDRESS = new Rate(1, 30);

    /** The same from all addresses together. */
    static final Rate OF_ALL = new Rate(100, 1_000);

    private static final int MOST_ADDRESSES = 20_000;

    private final Clock clock;
    private final Stock all;
    /** Those who reported last; who is forgotten begins anew, within what all have together. */
    private final Map<String, Stock> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stock> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /**
     * How fast something comes back, and how much of it there is at most.
     *
     * @param most after a pause
     */
    record Rate(double perSecond, double most) {}

    /** What is left of a rate. */
    private static final class Stock {
        private final Rate rate;
        private double left;
        private long nanos;

        Stock(Rate rate, long nanos) {
            this.rate = rate;
            this.left = rate.most();
            this.nanos = nanos;
        }

        boolean has(long now) {
            left = Math.min(rate.most(), left + Math.max(0, now - nanos) / 1e9 * rate.perSecond());
            nanos = now;
            return left >= 1;
        }

        void take() {
            left--;
        }
    }

    public Visitors(Clock clock) {
        this.clock = clock;
        this.all = new Stock(OF_ALL, clock.monotonicNanos());
    }

    /** Counts a batch, or fails with {@code OVERLOADED} if it is one too many. */
    public synchronized void admit(String address) {
        long now = clock.monotonicNanos();
        Stock own = addresses.computeIfAbsent(address, absent -> new Stock(OF_ADDRESS, now));
        if (!own.has(now)) {
            throw tooMany("this address has reported too much for a moment");
        }
        if (!all.has(now)) {
            throw tooMany("callers without a token have reported too much for a moment");
        }
        own.take();
        all.take();
    }

    private static HoldfastException tooMany(String why) {
        return new HoldfastException(ErrorCode.OVERLOADED, why, "send the batch again later, under the same Idempotency-Key; put more events into one");
    }
}
