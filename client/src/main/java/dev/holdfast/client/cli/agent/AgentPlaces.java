package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.ConfigFile;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.client.cli.invocation.Account;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.Surroundings;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.time.Entropy;
import java.nio.file.Path;

/** Where an agent's configuration and state are: where an option says, else at the system's places for root, and at the user's for others. */
final class AgentPlaces {
    static final Option CONFIG = Option.one("--config", "FILE", "the configuration (default: /etc/holdfast/agent.toml, or a user's own)");
    static final Option STATE = Option.one("--state", "DIR", "where the agent keeps its queue (default: /var/lib/holdfast/agent, or a user's own)");

    private AgentPlaces() {}

    static Path configFile(Invocation invocation) {
        return invocation.arguments().text(CONFIG).map(invocation::path).orElseGet(() -> Account.isRoot()
                ? Path.of("/etc/holdfast/agent.toml")
                : home(invocation.surroundings(), "XDG_CONFIG_HOME", ".config").resolve("holdfast/agent.toml"));
    }

    static AgentConfig config(Invocation invocation) {
        return ConfigFile.read(configFile(invocation), invocation.surroundings().environment());
    }

    /** The state directory that the option, else the configuration names, else that of the service manager, else the usual one. */
    static StateDirectory state(Invocation invocation, AgentConfig config) {
        Surroundings surroundings = invocation.surroundings();
        Path path = invocation.arguments().text(STATE).map(invocation::path).or(config::stateDirectory).orElseGet(() -> usual(surroundings));
        return new StateDirectory(path, Entropy.system());
    }

    private static Path usual(Surroundings surroundings) {
        String given = surroundings.variable("STATE_DIRECTORY").orElse("");
        if (Path.of(given).isAbsolute()) {
            return Path.of(given).resolve("agent");
        }
        return Account.isRoot()
                ? Path.of("/var/lib/holdfast/agent")
                : home(surroundings, "XDG_STATE_HOME", ".local/state").resolve("holdfast/agent");
    }

    private static Path home(Surroundings surroundings, String variable, String belowHome) {
        String chosen = surroundings.variable(variable).orElse("");
        if (Path.of(chosen).isAbsolute()) {
            return Path.of(chosen);
        }
        String home = surroundings.variable("HOME").orElse("");
        if (home.isEmpty()) {
            throw Usage.errorWithNext("there is no home directory for the agent's files", "name them: --config FILE --state DIR");
        }
        return Path.of(home).resolve(belowHome);
    }
}
