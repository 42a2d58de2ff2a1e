package dev.holdfast.client.agent.flags;

import dev.holdfast.client.agent.AgentEvent;
import dev.holdfast.client.remote.Choices;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.own.OwnFlag;
import dev.holdfast.flags.Flags;
import dev.holdfast.flags.FlagsEvent;
import dev.holdfast.flags.FlagsOptions;
import dev.holdfast.flags.wire.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * The flags of a running agent. A server that is away, that knows no flags or that does not give them changes nothing: what was known last
 * holds, and else the defaults. Thread-safe; answers from memory.
 */
public final class LiveFlags implements Choices, AutoCloseable {
    /** What agents heed; the rest is the server's. */
    private static final List<OwnFlag> HEEDED = List.of(OwnFlag.PRESENCE_FILTER, OwnFlag.CLAIMS);

    private final Flags flags;
    private final EvaluationContext context;
    private final Flags.Subscription subscription;

    /**
     * Where an agent's flags are.
     *
     * @param server its server, without a tenant
     * @param tokenFile holds its token, and is read anew for each request
     * @param tls what the server's certificate is checked by
     * @param copy the file that keeps what was known last
     */
    public record Place(URI server, Path tokenFile, SSLContext tls, Path copy) {
        private FlagsOptions options() {
            String base = server.toString();
            URI address = URI.create((base.endsWith("/") ? base : base + "/") + "flags/" + OwnFlag.PROJECT + "/" + OwnFlag.ENVIRONMENT);
            return FlagsOptions.of(Endpoint.at(address).withTokenFile(tokenFile).withTls(tls)).withLastKnown(copy);
        }
    }

    /**
     * For whom flags are read.
     *
     * @param tenant whose backups the agent makes
     * @param machine what the machine calls itself
     * @param version the program's
     */
    public record Who(String tenant, String machine, String version) {
        private EvaluationContext context() {
            return new EvaluationContext(Map.of(
                    EvaluationContext.TARGETING_KEY, machine, "tenant", tenant, "machine", machine, "role", "agent", "version", version));
        }
    }

    private LiveFlags(Flags flags, EvaluationContext context, AgentEvent.Listener listener) {
        this.flags = flags;
        this.context = context;
        this.subscription = flags.subscribe(event -> tell(event, listener));
    }

    /** Begins to read the flags, and returns at once. The listener is told what changes for this agent. */
    public static LiveFlags open(Place place, Who who, AgentEvent.Listener listener) {
        return new LiveFlags(Flags.openUnlogged(place.options(), event -> trouble(event, listener)), who.context(), listener);
    }

    /** That a server gives no flags is no trouble: it may be an older one, and whether it can be reached the agent says by itself. */
    private static void trouble(FlagsEvent event, AgentEvent.Listener listener) {
        if (event instanceof FlagsEvent.Trouble trouble) {
            listener.happened(new AgentEvent.Trouble(trouble.message()));
        }
    }

    private void tell(FlagsEvent event, AgentEvent.Listener listener) {
        if (event instanceof FlagsEvent.Changed changed) {
            List<String> heard = HEEDED.stream()
                    .filter(flag -> changed.flags().contains(flag.key()))
                    .map(flag -> flag.key() + " = " + (isOn(flag) ? "on" : "off"))
                    .toList();
            if (!heard.isEmpty()) {
                listener.happened(new AgentEvent.Flagged(heard));
            }
        }
    }

    private boolean isOn(OwnFlag flag) {
        return flags.truth(flag.key(), flag.usual(), context);
    }

    @Override
    public boolean asksForFilter() {
        return isOn(OwnFlag.PRESENCE_FILTER);
    }

    @Override
    public boolean claims() {
        return isOn(OwnFlag.CLAIMS);
    }

    @Override
    public void close() {
        subscription.close();
        flags.close();
    }
}
