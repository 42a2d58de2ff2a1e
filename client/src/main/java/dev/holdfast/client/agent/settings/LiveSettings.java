package dev.holdfast.client.agent.settings;

import dev.holdfast.client.agent.fleet.GivenSettings;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.client.remote.transport.Allowance;
import dev.holdfast.control.config.AgentSettings;
import dev.holdfast.control.config.Effective;
import dev.holdfast.control.config.Effective.Origin;
import dev.holdfast.control.config.Kind;
import dev.holdfast.control.config.Setting;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.core.error.HoldfastException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of a running agent: what its server said last, or before that the defaults. Thread-safe. */
public final class LiveSettings implements Allowance {
    private final StateDirectory directory;
    private volatile Known known;

    /** What holds, and where that comes from. */
    private record Known(GivenSettings given, Effective values) {}

    /** How much of what happens an agent tells. */
    public enum LogLevel {
        INFO,
        WARNING,
        ERROR
    }

    /**
     * What taking over settings led to.
     *
     * @param applied what holds now beside the defaults, for people
     * @param troubles what was not heeded, and whether it could not be kept
     */
    public record Taken(List<String> applied, List<String> troubles) {}

    private LiveSettings(StateDirectory directory, Known known) {
        this.directory = directory;
        this.known = known;
    }

    /** Begins with what the directory holds; with the defaults if that is nothing, or cannot be read. */
    public static LiveSettings of(StateDirectory directory) {
        GivenSettings given = directory.settings();
        return new LiveSettings(directory, new Known(given, checked(given, new ArrayList<>())));
    }

    /** Takes over what a server says. It holds at once, even if the disk is full and it will be forgotten. */
    public synchronized Taken take(GivenSettings given) {
        List<String> troubles = new ArrayList<>();
        Effective values = checked(given, troubles);
        known = new Known(given, values);
        try {
            directory.saveSettings(given);
        } catch (HoldfastException e) {
            troubles.add("the settings cannot be kept: " + e.getMessage());
        }
        List<String> applied = new ArrayList<>();
        values.given().forEach((name, json) -> applied.add(name + " = " + (json instanceof String text ? text : CanonicalJson.text(json))));
        return new Taken(List.copyOf(applied), List.copyOf(troubles));
    }

    private static Effective checked(GivenSettings given, List<String> troubles) {
        SortedMap<String, Effective.Value> values = new TreeMap<>();
        for (Setting<?> setting : AgentSettings.ALL) {
            Object json = given.values().get(setting.name());
            if (json != null && setting.read(json) instanceof Kind.Reading.Wrong<?>(String message, String next)) {
                troubles.add("the setting " + setting.name() + " of the server's is not heeded: " + message);
            } else if (json != null) {
                values.put(setting.name(), new Effective.Value(json, Origin.EVERYWHERE));
            }
        }
        return new Effective(values);
    }

    /** Names what the agent has; empty before a server has said anything. */
    public String tag() {
        return known.given().tag();
    }

    @Override
    public long uploadBytesPerSecond() {
        return known.values().value(AgentSettings.UPLOAD);
    }

    @Override
    public long downloadBytesPerSecond() {
        return known.values().value(AgentSettings.DOWNLOAD);
    }

    /** The least time between two questions for tasks; empty if no server has ever said anything. */
    public Optional<Duration> pollInterval() {
        Known now = known;
        return now.given().isGiven() ? Optional.of(now.values().value(AgentSettings.POLL_INTERVAL)) : Optional.empty();
    }

    /** How often the server is told how far work is. */
    public Duration progressInterval() {
        return known.values().value(AgentSettings.PROGRESS_INTERVAL);
    }

    /** What the agent's log holds. */
    public LogLevel logLevel() {
        return switch (known.values().value(AgentSettings.LOG_LEVEL)) {
            case "error" -> LogLevel.ERROR;
            case "warning" -> LogLevel.WARNING;
            default -> LogLevel.INFO;
        };
    }
}
