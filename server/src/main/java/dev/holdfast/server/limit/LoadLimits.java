package dev.holdfast.server.limit;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.tenant.TenantName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns requests away when there is too much to do. Thread-safe. */
public final class LoadLimits implements Admission {
    private final Map<Lane, LaneGate> gates = new EnumMap<>(Lane.class);
    private final TenantRates rates;

    public LoadLimits(Map<Lane, LaneRule> rules, TenantRates rates, Clock clock) {
        rules.forEach((lane, rule) -> gates.put(lane, new LaneGate(rule, clock)));
        this.rates = rates;
    }

    /**
     * The rules for a machine with so many processors. What only computes gets no more places than keep them busy, or all of it would be slow;
     * what waits for disks and slow peers gets more. Waiting costs next to nothing, so uploads wait long rather than be sent twice.
     */
    public static Map<Lane, LaneRule> standard(int processors) {
        return Map.of(
                Lane.CONTROL, LaneRule.of(32, 256, 1_000, 100),
                Lane.INSTANT, LaneRule.of(32, 256, 1_000, 100),
                Lane.LOOKUP, LaneRule.of(2 * processors + 2, 512, 2_000, 250),
                Lane.UPLOAD, LaneRule.of(32, 512, 10_000, 500),
                Lane.DOWNLOAD, LaneRule.of(32, 256, 5_000, 500),
                Lane.STREAM, LaneRule.of(4_000, 0, 0, 0));
    }

    /** Serves by other rules from now on; a lane that is not named keeps its own. */
    public void follow(Map<Lane, LaneRule> rules) {
        rules.forEach((lane, rule) -> {
            LaneGate gate = gates.get(lane);
            if (gate != null) {
                gate.follow(rule);
            }
        });
    }

    @Override
    public Optional<Decision.TurnedAway> glance(Route route, long waitedMillis) {
        LaneGate gate = gates.get(route.lane());
        return gate != null && gate.isUseless(waitedMillis) ? Optional.of(LaneGate.BUSY) : Optional.empty();
    }

    @Override
    public Decision admit(Route route, Optional<String> tenant, OptionalLong remainingMillis) {
        LaneGate gate = gates.get(route.lane());
        if (route.lane() == Lane.VITAL || gate == null) {
            return new Decision.Admitted(() -> {});
        }
        Optional<Decision.TurnedAway> tooMany =
                tenant.filter(TenantName::isName).map(TenantName::new).flatMap(rates::refusal);
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        return gate.enter(tenant.orElse(""), remainingMillis.orElse(Long.MAX_VALUE));
    }

    /** What each lane does now. */
    public Map<Lane, Load> load() {
        Map<Lane, Load> load = new EnumMap<>(Lane.class);
        gates.forEach((lane, gate) -> load.put(lane, gate.load()));
        return load;
    }
}
