package dev.holdfast.client.agent.fleet;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the server answers to an introduction.
 *
 * @param id what the server calls this agent
 * @param poll how long to wait between two questions for tasks
 * @param bandwidth the most bytes a second this agent may send or receive, if the server limits it
 */
public record Registration(String id, Duration poll, OptionalLong bandwidth) {
    public Registration {
        if (poll.isNegative()) {
            throw new IllegalArgumentException("a negative time between two questions");
        }
    }
}
