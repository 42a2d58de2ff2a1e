package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Configurations;
import dev.holdfast.client.remote.service.Configurations.Current;
import dev.holdfast.client.remote.transport.Transport;
import java.util.Optional;

/** {@code holdfast config export}. */
public final class ConfigExportCommand implements Command {
    private static final String NAME = "config export";
    private static final Option VERSION = Option.one("--version", "N", "an earlier version");

    @Override
    public Syntax syntax() {
        return Syntax.of(NAME, "print a server's configuration as a file for 'config apply'", Syntax.Needs.SERVER)
                .describe("Prints JSON with keys in a fixed order, so that it can be kept in version control and compared line by line.")
                .options(ConfigServer.SERVER, VERSION)
                .example("holdfast config export --server https://backup.example:8443 > holdfast.json", "to keep it in a file")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE, ExitCode.NOT_FOUND);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Optional<String> version = invocation.arguments().text(VERSION);
        try (Transport transport = ConfigServer.connect(invocation)) {
            Configurations server = new Configurations(transport);
            Current content = version.isPresent()
                    ? server.version(ConfigRollbackCommand.sequence(version.get(), NAME))
                    : server.current();
            invocation.console().line(IndentedJson.text(content.document()));
        }
        return ExitCode.COMPLETE;
    }
}
