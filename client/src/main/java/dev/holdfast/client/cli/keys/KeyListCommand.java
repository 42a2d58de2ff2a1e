package dev.holdfast.client.cli.keys;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.keys.KeySlot;
import dev.holdfast.engine.text.Names;
import dev.holdfast.engine.text.Times;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** {@code holdfast key list}. */
public final class KeyListCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("key list", "list the keys that open the repository", Syntax.Needs.REPOSITORY)
                .describe("Needs no passphrase: what it shows is not secret.")
                .example("holdfast key list", "ids, kinds and labels")
                .exits(ExitCode.NO_REPOSITORY, ExitCode.INCOMPLETE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        KeyParts parts = KeyParts.of(invocation);
        List<KeySlot> slots = parts.slots().list();
        List<String> damaged = parts.slots().damaged();
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.array(array -> slots.forEach(slot -> array.object(fields -> fields
                    .field("id", slot.id().toString())
                    .field("kind", kind(slot))
                    .time("created", slot.created())
                    .field("label", slot.label())))));
        } else if (parts.config().encryption() == EncryptionMode.NONE) {
            console.note("the repository is not encrypted and has no keys");
        } else {
            Table table = new Table(
                    Table.Column.left("ID"), Table.Column.left("Kind"), Table.Column.left("Created"), Table.Column.left("Label"));
            slots.forEach(slot -> table.row(
                    slot.id().toString(),
                    kind(slot),
                    Times.format(slot.created(), invocation.zone()),
                    Names.escape(slot.label().getBytes(StandardCharsets.UTF_8))));
            table.print(console);
        }
        damaged.forEach(name -> console.warning("damaged key slot: " + name));
        return damaged.isEmpty() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }

    private static String kind(KeySlot slot) {
        return slot.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
