package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.AgentService;
import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.AgentConfig.Destination;
import dev.holdfast.client.agent.fleet.FleetApi;
import dev.holdfast.client.agent.settings.LiveSettings;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.HostName;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.Surroundings;
import dev.holdfast.client.cli.invocation.Version;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Verbosity;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.Choices;
import dev.holdfast.core.time.Entropy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code holdfast agent run}. */
public final class AgentRunCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("agent run", "back this machine up by schedule, until it is stopped", Syntax.Needs.NOTHING)
                .describe("Runs as a service: backs up when the configuration says, tries again what failed, and does what the server asks "
                        + "within what the configuration allows. A time that passed while it did not run is made up for once. What is queued "
                        + "survives its end. It ends in order when it is interrupted or terminated.")
                .options(AgentPlaces.CONFIG, AgentPlaces.STATE)
                .example("holdfast agent run", "runs with the configuration at the usual place")
                .example("holdfast agent run --config agent.toml --state /var/tmp/agent", "runs with others")
                .exits(ExitCode.BUSY, ExitCode.NOT_FOUND, ExitCode.DENIED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        AgentConfig config = AgentPlaces.config(invocation);
        StateDirectory directory = AgentPlaces.state(invocation, config);
        Console console = invocation.console();
        LiveSettings settings = LiveSettings.of(directory);
        Surroundings around = surroundings(invocation.surroundings(), directory, settings);
        AgentLog.Stamps stamps = around.variable("JOURNAL_STREAM").isPresent() ? AgentLog.Stamps.LEFT_OUT : AgentLog.Stamps.SHOWN;
        Console.Settings output = new Console.Settings(
                console.isJson() ? Console.Settings.Format.JSON : Console.Settings.Format.TEXT, Verbosity.QUIET, Console.Settings.Colors.NEVER);
        AgentLog log = new AgentLog(console, invocation.clock(), invocation.zone(), stamps, settings::logLevel);
        AgentService.Who who = who(invocation, config);
        try (AgentFlags flags = AgentFlags.open(config, who, within(invocation, around), directory, log);
                AgentConnection connection = new AgentConnection(config, within(invocation, around))) {
            Invocation own = within(invocation, around.with(flags.choices()));
            AgentService service = new AgentService(config, who, new AgentService.Surroundings(
                    directory,
                    new RepositoryWorkshop(config, own, output),
                    config.destination() instanceof Destination.Server ? Optional.<FleetApi>of(connection) : Optional.empty(),
                    settings,
                    log,
                    invocation.clock(),
                    Entropy.system(),
                    task -> Thread.ofPlatform().daemon().name("agent").unstarted(task)));
            try (var cancelling = invocation.interruption().register(service::stop)) {
                service.run();
            }
        }
        return ExitCode.COMPLETE;
    }

    private static Invocation within(Invocation invocation, Surroundings around) {
        return new Invocation(invocation.commands(), invocation.arguments(), around, invocation.console(), invocation.interruption());
    }

    private static AgentService.Who who(Invocation invocation, AgentConfig config) {
        String host = config.host().orElseGet(() -> HostName.of(invocation.surroundings()));
        String platform = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        return new AgentService.Who(host, Version.ofThisProgram(), platform, invocation.zone());
    }

    /** A service has no home directory; what a command would remember there goes into the agent's own. */
    private static Surroundings surroundings(Surroundings given, StateDirectory directory, LiveSettings settings) {
        Map<String, String> environment = new HashMap<>(given.environment());
        environment.put("XDG_CACHE_HOME", directory.path().resolve("cache").toString());
        environment.put("XDG_STATE_HOME", directory.path().resolve("trust").toString());
        return new Surroundings(environment, given.directory(), given.streams(), given.terminal(), given.clock(), given.zones(), settings, Choices.USUAL);
    }
}
