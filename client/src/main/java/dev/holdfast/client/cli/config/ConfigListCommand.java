package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Configurations;
import dev.holdfast.client.remote.service.Configurations.SettingRow;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code holdfast config list}. */
public final class ConfigListCommand implements Command {
    private static final Option CHANGED = Option.flag("--changed", "only the settings about which something was said");

    @Override
    public Syntax syntax() {
        return Syntax.of("config list", "list what can be set while a server and its agents run", Syntax.Needs.SERVER)
                .describe("Shows every setting, what is said about it, its default and what it applies to. A value after a semicolon is one that "
                        + "some instances have first.")
                .options(ConfigServer.SERVER, CHANGED)
                .example("holdfast config list --server https://backup.example:8443", "all settings")
                .example("holdfast config list --changed --json --server https://backup.example:8443", "what differs from the defaults, for a program")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        try (Transport transport = ConfigServer.connect(invocation)) {
            Configurations server = new Configurations(transport);
            Map<String, Object> said = server.current().settings();
            List<SettingRow> rows = server.settings().values().stream()
                    .filter(row -> !invocation.arguments().has(CHANGED) || said.containsKey(row.name()))
                    .toList();
            if (invocation.console().isJson()) {
                invocation.console().line(CanonicalJson.text(json(rows, said)));
            } else {
                print(invocation.console(), rows, said);
            }
        }
        return ExitCode.COMPLETE;
    }

    private static void print(Console console, List<SettingRow> rows, Map<String, Object> said) {
        Table table = new Table(
                Table.Column.left("Setting"), Table.Column.left("Value"), Table.Column.left("Default"), Table.Column.left("Applies to"));
        for (SettingRow row : rows) {
            Object entry = said.get(row.name());
            table.row(
                    ConfigText.shown(row.name()),
                    entry == null ? "default" : ConfigText.entry(entry),
                    ConfigText.value(row.usual()),
                    ConfigText.shown(row.appliesTo()) + "s");
        }
        table.print(console);
    }

    private static List<Object> json(List<SettingRow> rows, Map<String, Object> said) {
        List<Object> list = new ArrayList<>();
        for (SettingRow row : rows) {
            Map<String, Object> json = ConfigGetCommand.json(row);
            Object entry = said.get(row.name());
            if (entry != null) {
                json.put("said", entry);
            }
            list.add(new TreeMap<>(json));
        }
        return list;
    }
}
