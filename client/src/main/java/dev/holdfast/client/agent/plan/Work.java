package dev.holdfast.client.agent.plan;

import dev.holdfast.client.agent.fleet.FleetTask;
import java.time.Instant;

/** Something an agent does. */
public sealed interface Work {
    /**
     * One backup.
     *
     * @param schedule by which schedule
     * @param due for which of its times, or when it was asked for
     */
    record Backup(String schedule, Instant due) implements Work {}

    /** One restore. */
    record Restore(FleetTask.Order order) implements Work {}

    /** The lane it runs in. */
    default Lane lane() {
        return switch (this) {
            case Backup backup -> Lane.BACKUP;
            case Restore restore -> Lane.RESTORE;
        };
    }

    /** What runs beside each other. In each lane one thing runs at a time, so that a restore need not wait for a first backup of days. */
    enum Lane {
        BACKUP,
        RESTORE
    }
}
