package dev.holdfast.server.limit;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.tenant.TenantName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Holds each tenant to its requests a second. Thread-safe. */
public final class TenantRates {
    private final Function<TenantName, OptionalInt> perSecond;
    private final Clock clock;
    private final Map<TenantName, TokenBucket> buckets = new HashMap<>();

    /** {@code perSecond} says how many a tenant may have; empty for any number. Must answer from memory. */
    public TenantRates(Function<TenantName, OptionalInt> perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Counts one request; the refusal if it is one too many. */
    Optional<Admission.Decision.TurnedAway> refusal(TenantName tenant) {
        OptionalInt rate = perSecond.apply(tenant);
        return rate.isEmpty() || take(tenant, rate.getAsInt())
                ? Optional.empty()
                : Optional.of(new Admission.Decision.TurnedAway(
                        ErrorCode.OVERLOADED,
                        Admission.Decision.Why.TOO_OFTEN,
                        "the tenant " + tenant + " is allowed " + rate.getAsInt() + " requests a second"));
    }

    private synchronized boolean take(TenantName tenant, int rate) {
        long now = clock.monotonicNanos();
        return buckets.computeIfAbsent(tenant, name -> new TokenBucket(rate, now)).take(rate, now);
    }
}
