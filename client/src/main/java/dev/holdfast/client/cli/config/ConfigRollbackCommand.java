package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.service.Configurations;
import dev.holdfast.client.remote.transport.Transport;

/** {@code holdfast config rollback}. */
public final class ConfigRollbackCommand implements Command {
    private static final String NAME = "config rollback";

    @Override
    public Syntax syntax() {
        return Syntax.of(NAME, "have an earlier version of a server's configuration hold again", Syntax.Needs.SERVER)
                .describe("Publishes the content of the earlier version as a new one; nothing in the history changes. Version 0 is the one before "
                        + "anything was published: all defaults.")
                .options(ConfigServer.SERVER, ConfigServer.REASON)
                .operands(Operands.exactly(1, "VERSION"))
                .example("holdfast config rollback 3 --reason 'uploads were refused' --server https://backup.example:8443", "as in version 3")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE, ExitCode.NOT_FOUND, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        long to = sequence(invocation.arguments().operands().getFirst(), NAME);
        String reason = ConfigServer.reason(invocation, NAME);
        try (Transport transport = ConfigServer.connect(invocation)) {
            Configurations server = new Configurations(transport);
            long expected = server.current().version().sequence();
            ConfigText.published(invocation.console(), server.rollBack(expected, to, reason));
        }
        return ExitCode.COMPLETE;
    }

    /** The number of a version, given alone or as the whole version that other commands print. */
    static long sequence(String text, String command) {
        String number = text.replaceFirst("-[0-9a-f]{64}$", "");
        if (!number.matches("[0-9]{1,18}")) {
            throw Usage.error(command, "a version is a number, not '" + text + "'");
        }
        return Long.parseLong(number);
    }
}
