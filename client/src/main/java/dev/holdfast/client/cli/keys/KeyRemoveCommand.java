package dev.holdfast.client.cli.keys;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.KeySlotId;
import dev.holdfast.core.keys.KeySlot;
import java.util.List;

/** {@code holdfast key remove}. */
public final class KeyRemoveCommand implements Command {
    private static final int MIN_DIGITS = 4;

    @Override
    public Syntax syntax() {
        return Syntax.of("key remove", "remove a key, so that it opens the repository no more", Syntax.Needs.REPOSITORY)
                .describe("The last key cannot be removed. Who held the key may have kept a copy of the repository's inner key: after a theft, "
                        + "also run 'holdfast key rotate', so that new data is sealed under a key that was never exposed.")
                .operands(Operands.exactly(1, "KEY-ID"))
                .example("holdfast key remove 5f0c", "removes the key whose id begins so")
                .exits(ExitCode.NO_ACCESS, ExitCode.NOT_FOUND);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String prefix = invocation.arguments().operands().getFirst();
        KeyParts parts = KeyParts.of(invocation);
        // Whoever cannot open the repository must not lock others out by accident.
        parts.ring(invocation);
        KeySlotId id = find(parts.slots().list(), prefix);
        parts.slots().remove(id);
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("removed", id.toString())));
        } else if (!console.isQuiet()) {
            console.line("removed key " + id);
        }
        return ExitCode.COMPLETE;
    }

    private static KeySlotId find(List<KeySlot> slots, String prefix) {
        List<KeySlotId> found = slots.stream()
                .map(KeySlot::id)
                .filter(id -> prefix.length() >= MIN_DIGITS && id.toString().startsWith(prefix))
                .toList();
        if (found.size() != 1) {
            throw new HoldfastException(
                    ErrorCode.KEY_NOT_FOUND,
                    (found.isEmpty() ? "no key has an id that begins with '" : "several keys have ids that begin with '") + prefix
                            + "' (at least four digits)",
                    "holdfast key list");
        }
        return found.getFirst();
    }
}
