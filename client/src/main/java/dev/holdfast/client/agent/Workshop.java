package dev.holdfast.client.agent;

import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.plan.Result;

/** Where an agent's work is done. Called by one thread for each lane; a failure is a result, not an exception. */
public interface Workshop {
    /** Backs up once. */
    Result backup(ScheduleSettings schedule, Attempt attempt);

    /** Restores once. Doing the same again carries on from what is there. */
    Result restore(FleetTask.Order order, Attempt attempt);
}
