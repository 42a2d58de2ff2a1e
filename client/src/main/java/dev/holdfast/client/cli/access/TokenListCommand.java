package dev.holdfast.client.cli.access;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Tokens;
import dev.holdfast.client.remote.service.Tokens.Token;
import dev.holdfast.client.remote.transport.Transport;
import java.util.List;

/** {@code holdfast token list}. */
public final class TokenListCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("token list", "list the tokens of a server", Syntax.Needs.SERVER)
                .describe("Shows what the tokens are for, never the tokens themselves.")
                .example("holdfast token list --repo https://backup.example:8443/home", "those of a tenant")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Console console = invocation.console();
        try (Transport transport = Server.connect(invocation)) {
            List<Token> tokens = new Tokens(transport).all();
            if (console.isJson()) {
                Json.print(console, json -> json.array(array ->
                        tokens.forEach(token -> array.object(fields -> TokenFields.write(fields, token)))));
            } else {
                print(console, tokens);
            }
        }
        return ExitCode.COMPLETE;
    }

    private static void print(Console console, List<Token> tokens) {
        Table table = new Table(
                Table.Column.left("ID"),
                Table.Column.left("Role"),
                Table.Column.left("Created"),
                Table.Column.left("Last used"),
                Table.Column.left("Ends"),
                Table.Column.left("Name"));
        tokens.forEach(token -> table.row(
                Server.shown(token.id()),
                Server.shown(token.role()),
                Server.shown(token.created()),
                token.lastUsed().isEmpty() ? "never" : Server.shown(token.lastUsed()),
                token.revoked() ? "revoked" : token.expires().isEmpty() ? "never" : Server.shown(token.expires()),
                Server.shown(token.name())));
        table.print(console);
    }
}
