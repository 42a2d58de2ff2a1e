package dev.holdfast.server.fleet;

import java.time.Duration;
import java.time.Instant;

/** How a machine is. */
public enum Health {
    OK,
    /** Its last success is too long ago. */
    LATE,
    /** Its last backup failed. */
    FAILED,
    /** It never had a success. */
    NEVER,
    /** It has not called for a day and more, though no backup is missing yet. */
    OFFLINE;

    private static final Duration GONE = Duration.ofDays(1);

    /** How an agent is at a moment: a pure function. What is worst comes first. */
    public static Health of(Agent agent, int lateAfterHours, Instant now) {
        Agent.History history = agent.history();
        boolean hasFailed = history.lastOutcome().filter(Health::isFailure).isPresent();
        if (history.lastSuccess().isEmpty()) {
            return hasFailed ? FAILED : NEVER;
        }
        if (history.lastSuccess().get().plus(Duration.ofHours(lateAfterHours)).isBefore(now)) {
            return LATE;
        }
        if (hasFailed) {
            return FAILED;
        }
        return agent.lastSeen().filter(seen -> !seen.plus(GONE).isBefore(now)).isPresent() ? OK : OFFLINE;
    }

    private static boolean isFailure(Agent.Outcome outcome) {
        return outcome == Agent.Outcome.FAILED || outcome == Agent.Outcome.INTERRUPTED;
    }
}
