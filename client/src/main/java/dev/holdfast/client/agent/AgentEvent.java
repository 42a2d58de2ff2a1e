package dev.holdfast.client.agent;

import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.plan.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened in an agent and that people may want to know. */
public sealed interface AgentEvent {
    /** Work began. */
    record Began(QueuedWork work) implements AgentEvent {}

    /**
     * An attempt ended.
     *
     * @param again when it is tried again, if it is
     */
    record Ended(QueuedWork work, Result result, Optional<Instant> again) implements AgentEvent {}

    /** The server asked for something new. */
    record Asked(FleetTask task) implements AgentEvent {}

    /** The server knows the agent, under this id. */
    record Registered(String id) implements AgentEvent {}

    /**
     * What the server has configured for the agent changed, and holds from now on.
     *
     * @param settings what was set, for people; whatever is not named has its default
     */
    record Configured(List<String> settings) implements AgentEvent {
        public Configured {
            settings = List.copyOf(settings);
        }
    }

    /**
     * Flags by which the server's people switch what agents do have changed; the agent follows them from now on.
     *
     * @param flags what they say for this agent, for people
     */
    record Flagged(List<String> flags) implements AgentEvent {
        public Flagged {
            flags = List.copyOf(flags);
        }
    }

    /** The server cannot be talked to. Said once until it can again. */
    record ServerLost(String cause) implements AgentEvent {}

    /** Something is not as it should be, but the agent goes on. */
    record Trouble(String cause) implements AgentEvent {}

    /** Takes events as they happen; called by several threads. */
    @FunctionalInterface
    interface Listener {
        void happened(AgentEvent event);
    }
}
