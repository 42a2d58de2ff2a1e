package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.DirectoryDoor;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedDirectory;
import dev.holdfast.client.cli.invocation.ServerDoor;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.storage.service.collect.CollectionPolicy;
import java.util.OptionalInt;
import java.util.Set;

/** {@code holdfast prune}. */
public final class PruneCommand implements Command {
    static final Option DRY_RUN = Option.flag("--dry-run", "say what would be deleted and rewritten, change nothing").or("-n");
    private static final Option MAX_UNUSED =
            Option.one("--max-unused", "PERCENT", "rewrite a pack once more than this of it is unused (default 30; 0 rewrites most)");

    @Override
    public Syntax syntax() {
        return Syntax.of("prune", "give back the space that no snapshot needs", Syntax.Needs.REPOSITORY)
                .describe("Deletes packs that nothing needs and rewrites those that are mostly unused. Backups and every other command may run "
                        + "meanwhile; what a running backup might still use is left to the next prune. A server does it itself: the command "
                        + "asks for it and shows how far it is, and needs no passphrase.")
                .options(DRY_RUN, MAX_UNUSED)
                .example("holdfast prune", "frees space after holdfast forget")
                .example("holdfast prune --dry-run", "says how much that would be")
                .exits(ExitCode.INCOMPLETE, ExitCode.BUSY, ExitCode.DAMAGED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        OptionalInt percent = invocation.arguments().text(MAX_UNUSED).map(PruneCommand::percent).orElse(OptionalInt.empty());
        return switch (invocation.door()) {
            case DirectoryDoor door -> prune(invocation, door, percent);
            case ServerDoor door -> collect(invocation, new ServerCollection(invocation, door.remote().transport()), percent);
        };
    }

    private static ExitCode collect(Invocation invocation, ServerCollection collection, OptionalInt percent) {
        return invocation.arguments().has(DRY_RUN) ? collection.foretell(percent) : collection.run(percent);
    }

    private static ExitCode prune(Invocation invocation, DirectoryDoor door, OptionalInt percent) {
        CollectionPolicy policy = percent.isPresent()
                ? CollectionPolicy.DEFAULT.withGarbageShare(percent.getAsInt() / 100.0)
                : CollectionPolicy.DEFAULT;
        try (OpenedDirectory opened = door.open(invocation.config(door), invocation::secret)) {
            Pruning pruning = new Pruning(invocation, opened);
            return invocation.arguments().has(DRY_RUN) ? pruning.forecast(policy, Set.of()) : pruning.run(policy);
        }
    }

    private static OptionalInt percent(String text) {
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        if (!number.matches("[0-9]{1,2}|100")) {
            throw Usage.error("prune", "--max-unused is a percentage from 0 to 100, not '" + text + "'");
        }
        return OptionalInt.of(Integer.parseInt(number));
    }
}
