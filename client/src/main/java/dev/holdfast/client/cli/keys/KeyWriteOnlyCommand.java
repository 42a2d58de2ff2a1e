package dev.holdfast.client.cli.keys;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.SecretFiles;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.keys.WriteOnlyCredential;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code holdfast key write-only}. */
public final class KeyWriteOnlyCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("key write-only", "make a key for a machine that may add backups and read none", Syntax.Needs.REPOSITORY)
                .describe("The file is used with --key-file or HOLDFAST_KEY_FILE on that machine. A thief of it can add data, and can test whether "
                        + "content he already has is in the repository, but can read nothing.")
                .operands(Operands.exactly(1, "FILE"))
                .example("holdfast key write-only web1.key", "then, on web1: holdfast backup --key-file web1.key /srv")
                .exits(ExitCode.NO_ACCESS, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Path file = invocation.path(invocation.arguments().operands().getFirst());
        KeyParts parts = KeyParts.of(invocation);
        try (WriteOnlyCredential credential = parts.slots().writeOnly(parts.ring(invocation))) {
            byte[] content = credential.encode();
            SecretFiles.create(file, content);
            Arrays.fill(content, (byte) 0);
        }
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("file", file.toString())));
        } else if (!console.isQuiet()) {
            console.line("made " + file + "; move it to the machine it is for");
        }
        return ExitCode.COMPLETE;
    }
}
