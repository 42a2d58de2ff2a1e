package dev.holdfast.client.agent.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who an agent is.
 *
 * @param host what the machine calls itself
 * @param version the agent program's version
 * @param platform operating system and processor
 * @param schedules what it backs up by itself
 */
public record Introduction(String host, String version, String platform, List<Planned> schedules) {
    public Introduction {
        schedules = List.copyOf(schedules);
    }

    /**
     * One schedule.
     *
     * @param cron its five fields
     * @param paths what it backs up, for people
     * @param next when it is due next
     */
    public record Planned(String name, String cron, List<String> paths, Optional<Instant> next) {
        public Planned {
            paths = List.copyOf(paths);
        }
    }
}
