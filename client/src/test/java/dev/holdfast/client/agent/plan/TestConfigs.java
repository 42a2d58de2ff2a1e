package dev.holdfast.client.agent.plan;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.AgentConfig.Bandwidth;
import dev.holdfast.client.agent.config.AgentConfig.Destination;
import dev.holdfast.client.agent.config.RestoreRules;
import dev.holdfast.client.agent.config.RetryRules;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.config.ScheduleSettings.Boundaries;
import dev.holdfast.client.agent.config.ScheduleSettings.Hooks;
import dev.holdfast.client.agent.config.ScheduleSettings.Selection;
import dev.holdfast.engine.schedule.CronExpression;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Configurations to plan by. */
public final class TestConfigs {
    private TestConfigs() {}

    static AgentConfig nightlyAndHourly() {
        return of(RestoreRules.DEFAULT, schedule("nightly", "daily 02:30", Duration.ZERO), schedule("hourly", "hourly", Duration.ZERO));
    }

    static AgentConfig hourly() {
        return of(RestoreRules.DEFAULT, schedule("hourly", "hourly", Duration.ZERO));
    }

    static AgentConfig asking() {
        return of(new RestoreRules(RestoreRules.Policy.ASK, List.of(RestoreRules.USUAL_DIRECTORY)));
    }

    public static AgentConfig of(RestoreRules restore, ScheduleSettings... schedules) {
        return new AgentConfig(
                new Destination.Directory(Path.of("/nowhere")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Bandwidth.UNLIMITED,
                new RetryRules(4, Duration.ofMinutes(1), Duration.ofMinutes(10)),
                restore,
                List.of(schedules));
    }

    public static ScheduleSettings schedule(String name, String when, Duration jitter) {
        Boundaries none = new Boundaries(Boundaries.Mounts.ENTER, Boundaries.Caches.TAKE, OptionalLong.empty());
        Selection selection = new Selection(List.of("/etc"), List.of(), List.of(), none);
        return new ScheduleSettings(name, CronExpression.parse(when), jitter, selection, List.of(), new Hooks(List.of(), List.of()));
    }
}
