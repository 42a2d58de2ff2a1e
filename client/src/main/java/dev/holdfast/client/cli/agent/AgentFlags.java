package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.AgentEvent;
import dev.holdfast.client.agent.AgentService;
import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.AgentConfig.Destination;
import dev.holdfast.client.agent.flags.LiveFlags;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.remote.Choices;
import java.util.Optional;

/** The flags of an agent, if it has a server to give them. Thread-safe. */
final class AgentFlags implements AutoCloseable {
    /** The name of the copy in the state directory. */
    static final String COPY = "flags";

    private final Optional<LiveFlags> live;

    private AgentFlags(Optional<LiveFlags> live) {
        this.live = live;
    }

    /** Begins to read them; nothing waits for the server. */
    static AgentFlags open(
            AgentConfig config, AgentService.Who who, Invocation agent, StateDirectory directory, AgentEvent.Listener listener) {
        if (!(config.destination() instanceof Destination.Server server)) {
            return new AgentFlags(Optional.empty());
        }
        // The copy may be written before the agent holds the directory.
        directory.create();
        LiveFlags.Place place = new LiveFlags.Place(
                server.location().base(),
                agent.path(server.tokenFile().toString()),
                AgentConnection.way(server, agent).trust(server.location()).tls(),
                directory.path().resolve(COPY));
        LiveFlags.Who machine = new LiveFlags.Who(server.location().tenant().orElse(""), who.host(), who.version());
        return new AgentFlags(Optional.of(LiveFlags.open(place, machine, listener)));
    }

    /** What they leave open or switch. */
    Choices choices() {
        return live.<Choices>map(flags -> flags).orElse(Choices.USUAL);
    }

    @Override
    public void close() {
        live.ifPresent(LiveFlags::close);
    }
}
