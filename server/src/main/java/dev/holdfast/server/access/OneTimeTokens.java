package dev.holdfast.server.access;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tokens that sign one person in once, for the console that a command opens. Lives in memory only. Thread-safe. */
public final class OneTimeTokens {
    private static final long LIFE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int MAX_OPEN = 100;

    private final Clock clock;
    private final Entropy entropy;
    private final Map<Secret, Offer> offers = new LinkedHashMap<>();

    private record Offer(byte[] digest, SignIn.ByOneTime subject, long sinceNanos) {}

    public OneTimeTokens(Clock clock, Entropy entropy) {
        this.clock = clock;
        this.entropy = entropy;
    }

    /** A new token for {@code subject}, good for ten minutes. */
    public synchronized String issue(SignIn.ByOneTime subject) {
        if (offers.size() >= MAX_OPEN) {
            offers.remove(offers.keySet().iterator().next());
        }
        Secret secret = Secret.fresh(entropy);
        offers.put(secret, new Offer(secret.digest(), subject, clock.monotonicNanos()));
        return secret.text();
    }

    /** Whom {@code text} signs in; it never does again. */
    synchronized Optional<SignIn.ByOneTime> redeem(String text) {
        Secret presented = new Secret(text);
        long now = clock.monotonicNanos();
        Optional<SignIn.ByOneTime> found = Optional.empty();
        Iterator<Offer> each = offers.values().iterator();
        while (each.hasNext()) {
            Offer offer = each.next();
            if (now - offer.sinceNanos() >= LIFE_NANOS) {
                each.remove();
            } else if (presented.matches(offer.digest())) {
                each.remove();
                found = Optional.of(offer.subject());
            }
        }
        return found;
    }
}
