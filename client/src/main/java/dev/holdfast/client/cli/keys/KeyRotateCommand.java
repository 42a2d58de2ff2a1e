package dev.holdfast.client.cli.keys;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.id.DataKeyId;

/** {@code holdfast key rotate}. */
public final class KeyRotateCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("key rotate", "seal new data under a new data key", Syntax.Needs.REPOSITORY)
                .describe("What is stored already keeps the key it was sealed with and stays readable.")
                .example("holdfast key rotate", "after a key was removed or once a year")
                .exits(ExitCode.NO_ACCESS);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        KeyParts parts = KeyParts.of(invocation);
        DataKeyId id = parts.slots().rotate(parts.ring(invocation));
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("data_key", id.toString())));
        } else if (!console.isQuiet()) {
            console.line("new data is sealed under data key " + id);
        }
        return ExitCode.COMPLETE;
    }
}
