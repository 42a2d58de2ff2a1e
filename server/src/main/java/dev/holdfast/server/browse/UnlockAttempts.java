package dev.holdfast.server.browse;

import dev.holdfast.core.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Slows down whoever guesses passphrases: from the fifth failure in a row on, each one doubles the time until the next attempt, up to
 * a quarter of an hour. Counts by tenant and address, and by tenant and caller. Thread-safe.
 */
final class UnlockAttempts {
    private static final int FREE = 5;
    private static final long LONGEST_SECONDS = 900;
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<Key, Failures> failures = new LinkedHashMap<>(64, 0.75f, true);

    UnlockAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Whose attempts are counted together. */
    record Key(String tenant, String who) {}

    private record Failures(int count, long nextNanos) {}

    /** Fails if one of the keys has to wait. */
    synchronized void require(List<Key> keys) {
        long now = clock.monotonicNanos();
        for (Key key : keys) {
            @Nullable Failures known = failures.get(key);
            if (known != null && known.nextNanos - now > 0) {
                throw BrowseFailures.tooManyAttempts(TimeUnit.NANOSECONDS.toSeconds(known.nextNanos - now) + 1);
            }
        }
    }

    synchronized void failed(List<Key> keys) {
        for (Key key : keys) {
            @Nullable Failures known = failures.get(key);
            int count = known == null ? 1 : Math.min(known.count + 1, 1 << 10);
            failures.put(key, new Failures(count, clock.monotonicNanos() + TimeUnit.SECONDS.toNanos(delaySeconds(count))));
        }
        var eldest = failures.entrySet().iterator();
        while (failures.size() > REMEMBERED) {
            eldest.next();
            eldest.remove();
        }
    }

    synchronized void succeeded(List<Key> keys) {
        keys.forEach(failures::remove);
    }

    private static long delaySeconds(int count) {
        return count < FREE ? 0 : Math.min(LONGEST_SECONDS, 1L << Math.min(count - FREE, 20));
    }
}
