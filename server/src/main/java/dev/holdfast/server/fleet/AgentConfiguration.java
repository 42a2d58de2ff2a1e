package dev.holdfast.server.fleet;

import dev.holdfast.control.config.Effective;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.config.ConfigurationViews;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is configured for agents, and which of it each has taken over. Thread-safe. */
public final class AgentConfiguration {
    private final AgentValues values;
    private final Map<Key, String> taken = new ConcurrentHashMap<>();

    private record Key(TenantName tenant, String agent) {}

    /**
     * What an agent is told.
     *
     * @param tag tells these values from others
     * @param values by name; an agent has its own defaults for all other settings
     */
    public record Told(String tag, Map<String, Object> values) {}

    /**
     * What holds for an agent.
     *
     * @param tag tells these values from others
     * @param taken the tag of what the agent has, as it said since this server started
     */
    public record View(String agent, String tag, Optional<String> taken, List<ConfigurationViews.ValueView> values) {}

    public AgentConfiguration(AgentValues values) {
        this.values = values;
    }

    /** The operations that show it to people. */
    public List<Route> routes(AgentStore agents) {
        return List.of(Route.of(
                        Method.GET,
                        "/api/v1/tenants/{tenant}/agents/{agent}/configuration",
                        new Access.InTenant(Role.READING),
                        "Show what is configured for an agent")
                .answers(Answer.json(200, "every setting for agents, with where its value comes from", View.class))
                .handle(call -> Reply.json(view(call.tenant(), agents.require(call.tenant(), call.path("agent")).id()))));
    }

    /** What holds for an agent now. */
    Effective of(TenantName tenant, String agent) {
        return values.of(tenant, agent);
    }

    /** Whether an agent lacks something that has what {@code tag} names. */
    boolean isNews(TenantName tenant, String agent, String tag) {
        return !of(tenant, agent).tag().equals(tag);
    }

    /** Hears what an agent has. */
    void taken(TenantName tenant, String agent, String tag) {
        taken.put(new Key(tenant, agent), tag);
    }

    Told told(TenantName tenant, String agent) {
        Effective effective = of(tenant, agent);
        return new Told(effective.tag(), ConfigurationViews.plainMap(effective.given()));
    }

    private View view(TenantName tenant, String agent) {
        Effective effective = of(tenant, agent);
        Optional<String> tag = Optional.ofNullable(taken.get(new Key(tenant, agent)));
        return new View(agent, effective.tag(), tag, ConfigurationViews.values(effective));
    }

    /** Forgets what the agents of a tenant have. */
    public void removeTenant(TenantName tenant) {
        taken.keySet().removeIf(key -> key.tenant().equals(tenant));
    }
}
