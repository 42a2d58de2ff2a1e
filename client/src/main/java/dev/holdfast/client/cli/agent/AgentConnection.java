package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.AgentConfig.Destination;
import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.FleetApi;
import dev.holdfast.client.agent.fleet.Introduction;
import dev.holdfast.client.agent.fleet.Orders;
import dev.holdfast.client.agent.fleet.Registration;
import dev.holdfast.client.agent.fleet.RemoteFleet;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.saving.BackupCommand;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Parser;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The agent's line to its server, made when it is first needed: a server that is away when the agent starts is no reason not to start. A
 * token that was refused is read again, so that a new one takes effect without a restart. Thread-safe.
 */
final class AgentConnection implements FleetApi, AutoCloseable {
    private final AgentConfig config;
    private final Invocation agent;
    private Optional<Transport> transport = Optional.empty();

    /** @param agent the command that runs the agent */
    AgentConnection(AgentConfig config, Invocation agent) {
        this.config = config;
        this.agent = agent;
    }

    private interface Question<T> {
        T ask(FleetApi fleet);
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.ask(new RemoteFleet(connected()));
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.UNAUTHORIZED || e.code() == ErrorCode.CERTIFICATE_UNTRUSTED) {
                close();
            }
            throw e;
        }
    }

    private synchronized Transport connected() {
        if (transport.isEmpty()) {
            if (!(config.destination() instanceof Destination.Server server)) {
                throw new HoldfastException(ErrorCode.UNSUPPORTED, "this agent has no server");
            }
            transport = Optional.of(way(server, agent).connect(server.location()));
        }
        return transport.get();
    }

    /** A command of the agent's that leads to its server. */
    static Invocation way(Destination.Server server, Invocation agent) {
        List<String> words = new ArrayList<>(AgentWords.destination(server));
        words.addAll(List.of("--", "/"));
        Arguments arguments = Parser.parse(new BackupCommand().syntax(), words);
        return new Invocation(agent.commands(), arguments, agent.surroundings(), agent.console(), agent.interruption());
    }

    @Override
    public Registration register(Introduction agent) {
        return ask(fleet -> fleet.register(agent));
    }

    @Override
    public void report(BackupNotice notice, String key) {
        ask(fleet -> {
            fleet.report(notice, key);
            return notice;
        });
    }

    @Override
    public Orders orders(Duration wait, String settings) {
        return ask(fleet -> fleet.orders(wait, settings));
    }

    @Override
    public Reception tell(String task, TaskState state) {
        return ask(fleet -> fleet.tell(task, state));
    }

    @Override
    public synchronized void close() {
        transport.ifPresent(Transport::close);
        transport = Optional.empty();
    }
}
