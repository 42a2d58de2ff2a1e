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

    private static final Duration ONLINE = Duration.ofMinutes(2);
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
        return wasSeenWithin(agent, GONE, now) ? OK : OFFLINE;
    }

    /** Whether an agent is there right now. */
    public static boolean isOnline(Agent agent, Instant now) {
        return wasSeenWithin(agent, ONLINE, now);
    }

    private static boolean isFailure(Agent.Outcome outcome) {
        return outcome == Agent.Outcome.FAILED || outcome == Agent.Outcome.INTERRUPTED;
    }

    private static boolean wasSeenWithin(Agent agent, Duration span, Instant now) {
        return agent.lastSeen().filter(seen -> !seen.plus(span).isBefore(now)).isPresent();
    }
}
