package dev.holdfast.client.cli.access;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Tenants;
import dev.holdfast.client.remote.service.Tenants.Tenant;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.engine.text.Figures;
import java.util.List;

/** {@code holdfast tenant list}. */
public final class TenantListCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("tenant list", "list the tenants of a server", Syntax.Needs.SERVER)
                .describe("Shows those that the token may see.")
                .example("holdfast tenant list --repo https://backup.example:8443", "their names and sizes")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Console console = invocation.console();
        try (Transport transport = Server.connect(invocation)) {
            List<Tenant> tenants = new Tenants(transport).all();
            if (console.isJson()) {
                Json.print(console, json -> json.array(array ->
                        tenants.forEach(tenant -> array.object(fields -> TenantFields.write(fields, tenant)))));
            } else {
                print(console, tenants);
            }
        }
        return ExitCode.COMPLETE;
    }

    private static void print(Console console, List<Tenant> tenants) {
        Table table = new Table(
                Table.Column.left("Name"),
                Table.Column.right("Stored"),
                Table.Column.right("Quota"),
                Table.Column.right("Snapshots"),
                Table.Column.right("Agents"));
        tenants.forEach(tenant -> table.row(
                Server.shown(tenant.name()),
                tenant.initialised() ? Figures.bytes(tenant.storedBytes()) : "not made yet",
                tenant.quotaBytes().isPresent() ? Figures.bytes(tenant.quotaBytes().getAsLong()) : "none",
                Figures.count(tenant.snapshots()),
                Figures.count(tenant.agents())));
        table.print(console);
    }
}
