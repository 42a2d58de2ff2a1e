package dev.holdfast.server.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.server.tenant.TenantName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Health health(Optional<Duration> success, Optional<Agent.Outcome> outcome, Duration seen) {
        Agent.History history =
                new Agent.History(success.map(NOW::minus), outcome, Optional.empty(), 0, 0);
        Agent agent = new Agent(
                new TenantName("t"),
                "id",
                "pc",
                NOW.minus(Duration.ofDays(100)),
                Agent.Machine.UNKNOWN,
                Optional.of(NOW.minus(seen)),
                history);
        return Health.of(agent, 26, NOW);
    }

    private static final Optional<Agent.Outcome> COMPLETE = Optional.of(Agent.Outcome.COMPLETE);
    private static final Optional<Agent.Outcome> FAILED = Optional.of(Agent.Outcome.FAILED);

    @Test
    void aMachineIsWhatItsWorstNewsSays() {
        Duration minute = Duration.ofMinutes(1);
        assertEquals(Health.NEVER, health(Optional.empty(), Optional.empty(), minute));
        assertEquals(Health.FAILED, health(Optional.empty(), FAILED, minute));
        assertEquals(Health.OK, health(Optional.of(Duration.ofHours(26)), COMPLETE, minute));
        assertEquals(Health.LATE, health(Optional.of(Duration.ofHours(26).plusSeconds(1)), COMPLETE, minute));
        assertEquals(Health.LATE, health(Optional.of(Duration.ofHours(30)), FAILED, minute));
        assertEquals(Health.FAILED, health(Optional.of(Duration.ofHours(2)), FAILED, minute));
        assertEquals(
                Health.FAILED, health(Optional.of(Duration.ofHours(2)), Optional.of(Agent.Outcome.INTERRUPTED), minute));
        assertEquals(Health.OK, health(Optional.of(Duration.ofHours(2)), Optional.of(Agent.Outcome.INCOMPLETE), minute));
        assertEquals(Health.OFFLINE, health(Optional.of(Duration.ofHours(25)), COMPLETE, Duration.ofHours(25)));
    }
}
