package dev.holdfast.client.agent.plan;

import dev.holdfast.client.agent.fleet.BackupNotice;
import java.time.Instant;
import java.util.Optional;

/**
 * What an agent remembers of a schedule.
 *
 * @param considered times up to this moment are dealt with
 * @param last how its latest backup ended that came to an end
 * @param lastSuccess when a backup of it last made a snapshot
 */
public record ScheduleState(Instant considered, Optional<BackupNotice> last, Optional<Instant> lastSuccess) {
    /** A schedule that is seen for the first time: it waits for its next time. */
    static ScheduleState beginning(Instant now) {
        return new ScheduleState(now, Optional.empty(), Optional.empty());
    }

    ScheduleState consideredThrough(Instant moment) {
        return new ScheduleState(moment, last, lastSuccess);
    }

    ScheduleState after(BackupNotice notice) {
        return new ScheduleState(considered, Optional.of(notice), notice.snapshot().isPresent() ? Optional.of(notice.ended()) : lastSuccess);
    }
}
