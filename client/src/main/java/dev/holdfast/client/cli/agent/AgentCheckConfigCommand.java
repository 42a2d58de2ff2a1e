package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.AgentConfig.Destination;
import dev.holdfast.client.agent.config.AgentConfig.SecretSource;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.saving.BackupCommand;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Parser;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.engine.text.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code holdfast agent check-config}. */
public final class AgentCheckConfigCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("agent check-config", "say what an agent's configuration means, or what is wrong with it", Syntax.Needs.NOTHING)
                .describe("Reads the configuration as 'agent run' would, prints each schedule with its next time, and warns of files that "
                        + "it names and that cannot be read. Nothing is contacted.")
                .options(AgentPlaces.CONFIG)
                .example("holdfast agent check-config --config agent.toml", "before the service is started again")
                .exits(ExitCode.NOT_FOUND, ExitCode.DENIED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Path file = AgentPlaces.configFile(invocation);
        AgentConfig config = AgentPlaces.config(invocation);
        for (ScheduleSettings schedule : config.schedules()) {
            Parser.parse(new BackupCommand().syntax(), AgentWords.backup(config, schedule, OptionalLong.empty()));
        }
        List<String> warnings = warnings(config);
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields(fields, invocation, file, config, warnings)));
        } else {
            console.line(file + " is sound");
            console.line("  backs up to " + config.destination().address() + "; restores that a server asks for: " + restores(config));
            config.schedules().forEach(schedule -> console.line("  " + schedule.name() + ": " + schedule.when() + ", next "
                    + next(invocation, schedule).map(time -> Times.format(time, invocation.zone())).orElse("never") + ", "
                    + String.join(" ", schedule.selection().paths())));
            warnings.forEach(console::warning);
        }
        return ExitCode.COMPLETE;
    }

    private static String restores(AgentConfig config) {
        String policy = config.restore().policy().name().toLowerCase(Locale.ROOT);
        List<String> directories = config.restore().directories().stream().map(Object::toString).toList();
        return policy + (policy.equals("deny") ? "" : ", below " + String.join(", ", directories));
    }

    private static Optional<Instant> next(Invocation invocation, ScheduleSettings schedule) {
        return schedule.when().next(invocation.clock().now(), invocation.zone());
    }

    private static void fields(Json json, Invocation invocation, Path file, AgentConfig config, List<String> warnings) {
        json.field("config", file.toString()).field("destination", config.destination().address()).texts("warnings", warnings);
        json.array("schedules", list -> config.schedules().forEach(schedule -> list.object(entry -> {
            entry.field("name", schedule.name()).field("cron", schedule.when().toString()).texts("paths", schedule.selection().paths());
            next(invocation, schedule).ifPresent(time -> entry.time("next", time));
        })));
    }

    private static List<String> warnings(AgentConfig config) {
        List<String> warnings = new ArrayList<>();
        if (config.schedules().isEmpty()) {
            warnings.add("there is no [[schedule]]: this agent backs up only when its server asks, and has nothing it could back up");
        }
        if (config.destination() instanceof Destination.Server server) {
            unreadable(server.tokenFile(), "token_file").ifPresent(warnings::add);
        }
        switch (config.secret().orElse(null)) {
            case SecretSource.PassphraseFile named -> unreadable(named.file(), "passphrase_file").ifPresent(warnings::add);
            case SecretSource.KeyFile named -> unreadable(named.file(), "key_file").ifPresent(warnings::add);
            case SecretSource.PassphraseCommand named -> {}
            case null -> warnings.add("no passphrase_file, passphrase_command or key_file: only a repository without encryption can be opened");
        }
        return warnings;
    }

    private static Optional<String> unreadable(Path file, String key) {
        return Files.isReadable(file) ? Optional.empty() : Optional.of("the " + key + " " + file + " cannot be read from here");
    }
}
