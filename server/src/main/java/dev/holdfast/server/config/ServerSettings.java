package dev.holdfast.server.config;

import dev.holdfast.control.config.AgentSettings;
import dev.holdfast.control.config.Kind;
import dev.holdfast.control.config.Schema;
import dev.holdfast.control.config.Setting;
import dev.holdfast.server.api.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All settings that this server knows: its own and those of agents. */
public final class ServerSettings {
    /** By lane; what the service itself needs is never limited. */
    public static final Map<Lane, LaneSettings> LANES = lanes();

    public static final Setting<Long> STREAMS = Setting.server(
            "limit.stream.places",
            new Kind.Whole("requests", 1, 100_000),
            4_000L,
            "limits",
            "How many answers may stay open at once: agents that wait for tasks, and whoever watches events.");

    public static final Setting<Long> TENANT_SHARE = Setting.server(
            "limit.tenant.share",
            new Kind.Whole("percent", 1, 100),
            75L,
            "limits",
            "Which part of a kind of places one tenant can take; never less than one place.");

    public static final Setting<Long> TENANT_RATE = Setting.server(
            "rate.tenant.requests",
            new Kind.Whole("requests a second", 0, 100_000),
            0L,
            "limits",
            "How many requests a second a tenant may make that has no limit of its own; twice as many at once. 0 is no limit.");

    /** All of them. */
    public static final Schema SCHEMA = Schema.of(all());

    private ServerSettings() {}

    private static Map<Lane, LaneSettings> lanes() {
        Map<Lane, LaneSettings> lanes = new EnumMap<>(Lane.class);
        Duration tenth = Duration.ofMillis(100);
        Duration quarter = Duration.ofMillis(250);
        Duration half = Duration.ofMillis(500);
        lanes.put(Lane.CONTROL, LaneSettings.of("control", "requests about the service and snapshots", 32, 256, tenth, Duration.ofSeconds(1)));
        lanes.put(Lane.LOOKUP, LaneSettings.of("lookup", "lookups of chunks", 0, 512, quarter, Duration.ofSeconds(2)));
        lanes.put(Lane.UPLOAD, LaneSettings.of("upload", "uploads of packs", 32, 512, half, Duration.ofSeconds(10)));
        lanes.put(Lane.DOWNLOAD, LaneSettings.of("download", "downloads", 32, 256, half, Duration.ofSeconds(5)));
        return Map.copyOf(lanes);
    }

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(AgentSettings.ALL);
        LANES.values().forEach(lane -> lane.all().forEach(all::add));
        all.addAll(List.of(STREAMS, TENANT_SHARE, TENANT_RATE));
        all.addAll(LogSettings.ALL);
        all.addAll(UpkeepSettings.ALL);
        return all;
    }
}
