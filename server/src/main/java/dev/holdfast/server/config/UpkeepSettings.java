package dev.holdfast.server.config;

import dev.holdfast.control.config.Kind;
import dev.holdfast.control.config.Setting;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.schedule.CronExpression;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be set about what the server does by itself. What concerns tenants holds for those without a policy of their own. */
public final class UpkeepSettings {
    /** The schedule that never comes. */
    public static final String NEVER = "never";

    private static final String UPKEEP = "upkeep";
    private static final Kind.Text SCHEDULE =
            new Kind.Text(Pattern.compile("[A-Za-z0-9*/,: -]{1,100}"), "\"daily 03:30\", \"30 3 * * *\" (in UTC) or \"never\"");

    public static final Setting<Boolean> PAUSED = Setting.server(
            "upkeep.paused",
            new Kind.Truth(),
            false,
            UPKEEP,
            "Whether nothing begins by schedule: no collection, scrub or retention of any tenant. What was due meanwhile is made up for, once,"
                    + " when this ends; what somebody asks for is done all the same.");
    public static final Setting<Duration> INTERVAL = Setting.server(
            "upkeep.interval",
            new Kind.Time(Duration.ofSeconds(1), Duration.ofHours(1)),
            Duration.ofSeconds(30),
            UPKEEP,
            "How often the server looks what is due by schedule, and which agents with a task are silent.");
    public static final Setting<String> COLLECTION = schedule(
            "upkeep.collection.schedule", "30 3 * * *", "When space is given back, for tenants without a policy of their own.");
    public static final Setting<Long> MAX_UNUSED = Setting.server(
            "upkeep.collection.max-unused",
            new Kind.Whole("percent", 0, 100),
            30L,
            UPKEEP,
            "A pack with more garbage than this is written anew, for tenants without a policy of their own.");
    public static final Setting<String> SCRUB = schedule(
            "upkeep.scrub.schedule", "0 5 * * *", "When packs are read through for damage, for tenants without a policy of their own.");
    public static final Setting<Long> SCRUB_PART = Setting.server(
            "upkeep.scrub.part",
            new Kind.Whole("percent", 1, 100),
            4L,
            UPKEEP,
            "How much of all packs is read through each time, for tenants without a policy of their own.");
    public static final Setting<Long> LATE_AFTER = Setting.server(
            "upkeep.late-after",
            new Kind.Whole("hours", 1, 24 * 365),
            26L,
            UPKEEP,
            "A machine without a complete backup for longer than this is shown as late, for tenants without a policy of their own.");
    public static final Setting<Long> PARALLEL = Setting.server(
            "upkeep.jobs.parallel",
            new Kind.Whole("jobs", 1, 32),
            2L,
            UPKEEP,
            "How many jobs of one kind run at once; of each tenant it is always one.");

    static final List<Setting<?>> ALL =
            List.of(PAUSED, INTERVAL, COLLECTION, MAX_UNUSED, SCRUB, SCRUB_PART, LATE_AFTER, PARALLEL);

    private UpkeepSettings() {}

    private static Setting<String> schedule(String name, String usual, String description) {
        return Setting.server(name, SCHEDULE, usual, UPKEEP, description).where(UpkeepSettings::complaint);
    }

    private static Optional<String> complaint(String schedule) {
        if (schedule.equals(NEVER)) {
            return Optional.empty();
        }
        try {
            CronExpression.parse(schedule);
            return Optional.empty();
        } catch (HoldfastException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
