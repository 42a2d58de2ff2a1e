package dev.holdfast.server.access;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes whoever guesses secrets wait. Attempts count for the account they are aimed at and for the peer they come from; after a few, each
 * one has to wait twice as long as the one before. An attempt counts before its outcome is known, so that many at once gain nothing.
 * Thread-safe.
 */
public final class SignInThrottle {
    private static final int FREE_ATTEMPTS = 5;
    private static final int MAX_KEYS = 100_000;
    private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(30);

    /** An account must not be closed to its owner for long by somebody else's guesses. */
    private static final long MAX_ACCOUNT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long MAX_ADDRESS_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Clock clock;
    private final Map<String, Attempts> attempts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > MAX_KEYS;
        }
    };

    private record Attempts(int count, long lastNanos) {}

    private record Key(String text, long maxNanos) {}

    public SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Admits an attempt.
     *
     * @param account what is to be opened, such as {@code user:ann}
     * @param address the peer as the server saw it
     * @throws HoldfastException {@code OVERLOADED} if it comes too early
     */
    public synchronized void admit(String account, String address) {
        long now = clock.monotonicNanos();
        List<Key> keys = keys(account, address);
        for (Key key : keys) {
            requireWaited(key, now);
        }
        for (Key key : keys) {
            attempts.merge(key.text(), new Attempts(1, now), (before, one) -> isForgotten(before, now)
                    ? one
                    : new Attempts(before.count() + 1, now));
        }
    }

    /** Hears that an admitted attempt was right: the account starts anew, the peer is freed of this attempt. */
    public synchronized void succeeded(String account, String address) {
        List<Key> keys = keys(account, address);
        attempts.remove(keys.get(0).text());
        attempts.computeIfPresent(
                keys.get(1).text(), (key, before) -> before.count() <= 1 ? null : new Attempts(before.count() - 1, before.lastNanos()));
    }

    private void requireWaited(Key key, long now) {
        Attempts before = attempts.get(key.text());
        if (before == null || isForgotten(before, now)) {
            return;
        }
        long wait = waitNanos(before.count(), key.maxNanos()) - (now - before.lastNanos());
        if (wait > 0) {
            throw new HoldfastException(
                    ErrorCode.OVERLOADED,
                    "there were too many attempts to sign in",
                    "try again in " + (TimeUnit.NANOSECONDS.toSeconds(wait) + 1) + " s");
        }
    }

    static long waitNanos(int attempts, long maxNanos) {
        if (attempts < FREE_ATTEMPTS) {
            return 0;
        }
        int doublings = Math.min(attempts - FREE_ATTEMPTS, 20);
        return Math.min(maxNanos, TimeUnit.SECONDS.toNanos(1) << doublings);
    }

    private static boolean isForgotten(Attempts before, long now) {
        return now - before.lastNanos() >= FORGET_NANOS;
    }

    private static List<Key> keys(String account, String address) {
        return List.of(
                new Key("account " + account, MAX_ACCOUNT_NANOS), new Key("address " + PeerNetwork.of(address), MAX_ADDRESS_NANOS));
    }
}
