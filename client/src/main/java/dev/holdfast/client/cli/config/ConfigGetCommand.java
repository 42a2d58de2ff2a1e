package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Configurations;
import dev.holdfast.client.remote.service.Configurations.Held;
import dev.holdfast.client.remote.service.Configurations.SettingRow;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code holdfast config get}. */
public final class ConfigGetCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("config get", "show one setting: what it is, what is said about it, what holds", Syntax.Needs.SERVER)
                .describe("For a setting of servers it also shows what holds at the server that answers, and whether that is the default, the "
                        + "value for everywhere or that of a stage.")
                .options(ConfigServer.SERVER)
                .operands(Operands.exactly(1, "NAME"))
                .example("holdfast config get limit.upload.places --server https://backup.example:8443", "how many uploads are served at once")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE, ExitCode.NOT_FOUND);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        try (Transport transport = ConfigServer.connect(invocation)) {
            Configurations server = new Configurations(transport);
            SettingRow row = ConfigServer.require(server, invocation.arguments().operands().getFirst());
            Optional<Object> said = Optional.ofNullable(server.current().settings().get(row.name()));
            Optional<Held> held = Optional.ofNullable(server.effective().get(row.name()));
            if (invocation.console().isJson()) {
                Map<String, Object> json = json(row);
                said.ifPresent(entry -> json.put("said", entry));
                held.ifPresent(here -> json.put("here", Map.of("value", here.value(), "origin", here.origin())));
                invocation.console().line(CanonicalJson.text(json));
            } else {
                print(invocation.console(), row, said, held);
            }
        }
        return ExitCode.COMPLETE;
    }

    private static void print(Console console, SettingRow row, Optional<Object> said, Optional<Held> held) {
        console.line(ConfigText.shown(row.name()) + " = " + said.map(ConfigText::entry).orElseGet(() -> ConfigText.value(row.usual()) + " (default)"));
        held.ifPresent(here -> console.line("  at this server: " + ConfigText.value(here.value()) + " (" + ConfigText.shown(here.origin()) + ")"));
        console.line("  default: " + ConfigText.value(row.usual()));
        console.line("  allowed: " + ConfigText.shown(row.bounds()));
        console.line("  applies to: " + ConfigText.shown(row.appliesTo()) + "s (" + ConfigText.shown(row.component()) + ")");
        console.line("  " + ConfigText.shown(row.description()));
    }

    /** A setting as JSON. */
    static Map<String, Object> json(SettingRow row) {
        Map<String, Object> json = new TreeMap<>();
        json.put("name", row.name());
        json.put("type", row.type());
        json.put("bounds", row.bounds());
        json.put("default", row.usual());
        json.put("applies_to", row.appliesTo());
        json.put("component", row.component());
        json.put("description", row.description());
        return json;
    }
}
