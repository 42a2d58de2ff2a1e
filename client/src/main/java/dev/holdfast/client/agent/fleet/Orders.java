package dev.holdfast.client.agent.fleet;

import java.util.List;
import java.util.Optional;

/**
 * What a server wants of an agent.
 *
 * @param tasks what it is asked to do
 * @param settings what is configured for it, if that is something else than it has
 */
public record Orders(List<FleetTask> tasks, Optional<GivenSettings> settings) {
    public Orders {
        tasks = List.copyOf(tasks);
    }
}
