package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.service.Configurations;
import dev.holdfast.client.remote.service.Configurations.Version;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;

/** {@code holdfast config history}. */
public final class ConfigHistoryCommand implements Command {
    private static final Option LIMIT = Option.one("--limit", "N", "how many versions, up to 200 (default 20)");

    @Override
    public Syntax syntax() {
        return Syntax.of("config history", "list who changed a server's configuration, when, why and what", Syntax.Needs.SERVER)
                .describe("Shows the newest versions first, each with its difference from the one before. Any of them can hold again: see "
                        + "'holdfast config rollback'.")
                .options(ConfigServer.SERVER, LIMIT)
                .example("holdfast config history --server https://backup.example:8443", "the last 20 changes")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        int limit = limit(invocation.arguments().text(LIMIT).orElse("20"));
        try (Transport transport = ConfigServer.connect(invocation)) {
            List<Version> versions = new Configurations(transport).history(limit);
            if (invocation.console().isJson()) {
                List<Object> list = new ArrayList<>();
                versions.forEach(version -> list.add(ConfigText.json(version)));
                invocation.console().line(CanonicalJson.text(list));
            } else {
                versions.forEach(version -> print(invocation.console(), version));
            }
        }
        return ExitCode.COMPLETE;
    }

    private static int limit(String text) {
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > 200) {
            throw Usage.error("config history", "--limit is a number from 1 to 200, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static void print(Console console, Version version) {
        console.line("version " + version.sequence() + "  " + ConfigText.shown(version.published()) + "  " + ConfigText.shown(version.by()) + ": "
                + ConfigText.shown(version.reason()));
        version.changes().forEach(change -> console.line("  " + ConfigText.change(change)));
    }
}
