package dev.holdfast.server.event;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets browsers watch a tenant by server-sent events. */
public final class EventRoutes {
    private static final Map<String, Event.Topic> TOPICS = Map.of(
            "jobs", Event.Topic.JOB, "agents", Event.Topic.AGENT, "snapshots", Event.Topic.SNAPSHOT, "storage", Event.Topic.STORAGE);

    private final EventHub hub;
    private final Clock clock;

    public EventRoutes(EventHub hub, Clock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    public List<Route> routes() {
        Access readers = new Access.InTenant(Role.READING);
        return List.of(Route.of(Method.GET, "/api/v1/tenants/{tenant}/events", readers, "Tells what changes, as server-sent events, until the caller leaves.")
                .lane(Lane.STREAM)
                .query("topics", "what to tell about, separated by commas: jobs, agents, snapshots, storage; everything if it is left out")
                .answers(Answer.bytes(200, "the events", "text/event-stream"))
                .handle(this::watch));
    }

    private Reply watch(Call call) {
        Set<Event.Topic> topics = topics(call.query("topics"));
        return Reply.stream("text/event-stream", -1, out -> {
                    try (EventHub.Subscription subscription = hub.subscribe(call.tenant(), topics)) {
                        new EventStream(hub, subscription, call, clock).run(out);
                    }
                })
                .with("X-Accel-Buffering", "no");
    }

    private static Set<Event.Topic> topics(Optional<String> wanted) {
        if (wanted.isEmpty()) {
            return EnumSet.allOf(Event.Topic.class);
        }
        Set<Event.Topic> topics = EnumSet.noneOf(Event.Topic.class);
        Arrays.stream(wanted.get().split(",")).map(EventRoutes::topic).forEach(topics::add);
        return topics;
    }

    private static Event.Topic topic(String name) {
        Event.Topic topic = TOPICS.get(name.strip());
        if (topic == null) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "there are no events of this topic", "topics: jobs, agents, snapshots, storage");
        }
        return topic;
    }
}
