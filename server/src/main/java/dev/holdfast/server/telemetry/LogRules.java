package dev.holdfast.server.telemetry;

import java.util.EnumMap;
import java.util.Map;

/**
 * What the log holds.
 *
 * @param least the level from which on events of a component are written
 */
public record LogRules(Map<LogRules.Component, StructuredLog.Level> least) {
    /** Everything that is logged. */
    public static final LogRules EVERYTHING = new LogRules(Map.of());

    /** Which part of the server an event is about. */
    public enum Component {
        /** The server itself. */
        SERVER,
        REQUESTS,
        /** Jobs, and what goes on by itself. */
        JOBS,
        /** What is built in from elsewhere. */
        LIBRARIES
    }

    public LogRules {
        Map<Component, StructuredLog.Level> all = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            all.put(component, least.getOrDefault(component, StructuredLog.Level.INFO));
        }
        least = Map.copyOf(all);
    }

    /** Whether an event is written. */
    boolean admit(Component component, StructuredLog.Level level) {
        return level.compareTo(least.getOrDefault(component, StructuredLog.Level.INFO)) >= 0;
    }
}
