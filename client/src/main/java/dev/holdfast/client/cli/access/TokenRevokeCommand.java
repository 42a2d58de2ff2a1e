package dev.holdfast.client.cli.access;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Tokens;
import dev.holdfast.client.remote.service.Tokens.Token;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;

/** {@code holdfast token revoke}. */
public final class TokenRevokeCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("token revoke", "make a token worthless", Syntax.Needs.SERVER)
                .describe("Whoever uses the token is refused from the next request on. Snapshots made with it stay.")
                .operands(Operands.exactly(1, "ID|NAME"))
                .example("holdfast token revoke laptop --repo https://backup.example:8443/home", "when the machine was lost")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE, ExitCode.NOT_FOUND);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String reference = invocation.arguments().operands().getFirst();
        Console console = invocation.console();
        try (Transport transport = Server.connect(invocation)) {
            Token revoked = new Tokens(transport).revoke(reference).orElseThrow(() -> new HoldfastException(
                    ErrorCode.NOT_FOUND,
                    "there is no token '" + reference + "', or more than one",
                    "holdfast token list shows their ids"));
            if (console.isJson()) {
                Json.print(console, json -> json.object(fields -> fields.field("id", revoked.id()).field("revoked", true)));
            } else if (!console.isQuiet()) {
                console.line("revoked token " + Server.shown(revoked.id()) + " (" + Server.shown(revoked.name()) + ")");
            }
        }
        return ExitCode.COMPLETE;
    }
}
