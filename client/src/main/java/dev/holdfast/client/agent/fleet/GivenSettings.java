package dev.holdfast.client.agent.fleet;

import java.util.Map;

/**
 * What the server says is configured for an agent.
 *
 * @param tag tells these values from others
 * @param values by name, as {@code dev.holdfast.control.config} has values of JSON; whatever is not named has the agent's own default
 */
public record GivenSettings(String tag, Map<String, Object> values) {
    /** Before a server has said anything. */
    public static final GivenSettings NONE = new GivenSettings("", Map.of());

    public GivenSettings {
        values = Map.copyOf(values);
    }

    /** Whether a server has ever said anything. */
    public boolean isGiven() {
        return !tag.isEmpty();
    }
}
