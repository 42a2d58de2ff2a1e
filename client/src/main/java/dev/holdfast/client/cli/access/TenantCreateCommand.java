package dev.holdfast.client.cli.access;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Tenants;
import dev.holdfast.client.remote.service.Tenants.Tenant;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.text.Sizes;
import java.util.OptionalLong;

/** {@code holdfast tenant create}. */
public final class TenantCreateCommand implements Command {
    private static final Option QUOTA = Option.one("--quota", "SIZE", "most that its packs may take, such as 500G (default: no limit)");

    @Override
    public Syntax syntax() {
        return Syntax.of("tenant create", "make a tenant on a server", Syntax.Needs.SERVER)
                .describe("A tenant has a repository, tokens and users of its own and shares nothing with others. Its repository is made by the "
                        + "first backup, or by holdfast init.")
                .options(QUOTA)
                .operands(Operands.exactly(1, "NAME"))
                .example("holdfast tenant create home --repo https://backup.example:8443", "lower-case letters, digits and '-'")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String name = invocation.arguments().operands().getFirst();
        OptionalLong quota = invocation.arguments().text(QUOTA).map(Sizes::parse).map(OptionalLong::of).orElse(OptionalLong.empty());
        ServerAddress address = Server.address(invocation);
        Console console = invocation.console();
        try (Transport transport = invocation.connect(address)) {
            Tenant made = new Tenants(transport).create(name, quota).orElseThrow(() -> new HoldfastException(
                    ErrorCode.CONFLICT, "there is a tenant '" + name + "' already", "holdfast tenant list shows them"));
            if (console.isJson()) {
                Json.print(console, json -> json.object(fields -> TenantFields.write(fields, made)));
            } else if (!console.isQuiet()) {
                console.line("made the tenant " + Server.shown(made.name()));
                console.note("  next: holdfast token create NAME --repo " + address.base() + "/" + Server.shown(made.name()));
            }
        }
        return ExitCode.COMPLETE;
    }
}
