package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.life.FlagLife;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Collection;
import java.util.Optional;

/** {@code holdfast flags list}. */
public final class FlagsListCommand implements Command {
    @Override
    public Syntax syntax() {
        return FlagPlace.any(Syntax.of("flags list", "list feature flags", Syntax.Needs.NOTHING)
                        .describe("Shows each flag with its state, its default variant, whether a rule chooses among its variants, and what its "
                                + "metadata says about its stage and owner."))
                .example("holdfast flags list --server https://flags.example:8443 --environment staging", "those of an environment")
                .example("holdfast flags list --file flags.json --json", "those in a file, for a program")
                .exits(ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Collection<FlagDefinition> flags = document(invocation).flags().values();
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.array(array -> flags.forEach(flag -> array.object(fields -> fields.field("flag", flag.key())
                    .field("state", flag.state().name())
                    .field("type", flag.type().toString())
                    .texts("variants", flag.variants().keySet().stream().toList())
                    .field("default", Optional.ofNullable(flag.defaultVariant()).orElse(""))
                    .field("rule", flag.targeting() != null)
                    .field("stage", metadata(flag, FlagLife.STAGE))
                    .field("owner", metadata(flag, "owner"))))));
            return ExitCode.COMPLETE;
        }
        Table table = new Table(
                Table.Column.left("State"),
                Table.Column.left("Type"),
                Table.Column.left("Default"),
                Table.Column.left("Rule"),
                Table.Column.left("Stage"),
                Table.Column.left("Owner"),
                Table.Column.left("Flag"));
        flags.forEach(flag -> table.row(
                flag.state().name(),
                flag.type().toString(),
                shown(Optional.ofNullable(flag.defaultVariant()).orElse("-")),
                flag.targeting() == null ? "no" : "yes",
                shown(metadata(flag, FlagLife.STAGE)),
                shown(metadata(flag, "owner")),
                shown(flag.key())));
        table.print(console);
        return ExitCode.COMPLETE;
    }

    /** The flags that are meant, wherever they are. */
    static FlagDocument document(Invocation invocation) {
        return switch (FlagPlace.of(invocation)) {
            case FlagPlace.InFile file -> new EditedFile(file.path()).document();
            case FlagPlace.AtServer server -> {
                try (FlagService service = server.connect(invocation)) {
                    yield read(service.document(Optional.empty(), "canonical"));
                }
            }
        };
    }

    static FlagDocument read(FlagService.Published published) {
        return switch (FlagDocument.read(published.document())) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused -> throw new HoldfastException(
                    ErrorCode.UNSUPPORTED,
                    "the server has flags that this program does not understand: " + refused.problems().getFirst(),
                    "use the program of the server's version");
        };
    }

    private static String metadata(FlagDefinition flag, String name) {
        return flag.metadata().get(name) instanceof String text ? text : "";
    }

    private static String shown(String text) {
        return ChangeOutput.shown(text);
    }
}
