package dev.holdfast.control.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings that agents heed. Their bounds are part of what an agent promises its machine: it checks them itself, so that whoever has
 * taken over the server can slow an agent down but not stop it.
 */
public final class AgentSettings {
    /** A backup still gets somewhere with this. */
    public static final long SLOWEST_BYTES = 16 << 10;

    private static final Kind.Size BANDWIDTH = new Kind.Size(0, 1L << 40);

    public static final Setting<Long> UPLOAD = Setting.agent(
                    "agent.bandwidth.upload",
                    BANDWIDTH,
                    0L,
                    "network",
                    "The most bytes a second that an agent sends, also in a backup that runs; 0 is no limit, and anything else is at least 16K."
                            + " The configuration file of the machine may set less.")
            .where(AgentSettings::pace);

    public static final Setting<Long> DOWNLOAD = Setting.agent(
                    "agent.bandwidth.download",
                    BANDWIDTH,
                    0L,
                    "network",
                    "The most bytes a second that an agent receives, also in a restore that runs; 0 is no limit, and anything else is at least"
                            + " 16K. The configuration file of the machine may set less.")
            .where(AgentSettings::pace);

    public static final Setting<String> LOG_LEVEL = Setting.agent(
            "agent.log.level",
            new Kind.Word(List.of("info", "warning", "error")),
            "info",
            "log",
            "What an agent's log holds: everything, what is not as it should be, or failures alone.");

    public static final Setting<Duration> POLL_INTERVAL = Setting.agent(
            "agent.poll.interval",
            new Kind.Time(Duration.ofSeconds(1), Duration.ofSeconds(90)),
            Duration.ofSeconds(25),
            "server",
            "The least time between two questions of an agent for tasks. A question waits up to 25 s for something to do, so that up to that"
                    + " an agent always listens; with more it hears of tasks later and asks less often.");

    public static final Setting<Duration> PROGRESS_INTERVAL = Setting.agent(
            "agent.progress.interval",
            new Kind.Time(Duration.ofSeconds(1), Duration.ofMinutes(5)),
            Duration.ofSeconds(3),
            "server",
            "How often an agent tells the server how far its tasks are, and looks for what else it has to tell.");

    /** All of them. */
    public static final List<Setting<?>> ALL = List.of(UPLOAD, DOWNLOAD, LOG_LEVEL, POLL_INTERVAL, PROGRESS_INTERVAL);

    private AgentSettings() {}

    private static Optional<String> pace(long bytes) {
        return bytes == 0 || bytes >= SLOWEST_BYTES
                ? Optional.empty()
                : Optional.of(bytes + " bytes a second would not let a backup end; 0 is no limit");
    }
}
