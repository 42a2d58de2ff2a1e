package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code holdfast flags references}. */
public final class FlagsReferencesCommand implements Command {
    @Override
    public Syntax syntax() {
        return FlagPlace.any(Syntax.of("flags references", "find feature flags in source code", Syntax.Needs.NOTHING)
                        .describe("Looks for the names of flags in the source files below a directory. It lists flags that stand nowhere, which can "
                                + "probably go, and names that are evaluated by an OpenFeature client and do not exist. A name counts where it stands "
                                + "alone in quotes; names that a program puts together are not seen. It ends with 0 if all is in order and with 4 if not. "
                                + "--verbose says where each flag stands.")
                        .operands(Operands.exactly(1, "DIR")))
                .example("holdfast flags references src --file flags.json", "in a build")
                .example("holdfast flags references . --server https://flags.example:8443 --json", "for a program, with all places")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Path directory = invocation.path(invocation.arguments().operands().getFirst());
        if (!Files.isDirectory(directory)) {
            throw new HoldfastException(ErrorCode.PATH_NOT_FOUND, directory + " is no directory", "name the directory with the source code");
        }
        ReferenceScan scan = new ReferenceScan(directory, FlagsListCommand.document(invocation).flags().keySet());
        scan.run();
        if (invocation.console().isJson()) {
            json(invocation.console(), scan);
        } else {
            text(invocation.console(), scan);
        }
        return scan.unreferenced().isEmpty() && scan.unknown().isEmpty() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }

    private static void json(Console console, ReferenceScan scan) {
        Json.print(console, json -> json.object(fields -> fields.field("files", (long) scan.files())
                .array("flags", array -> scan.found().forEach((flag, places) -> array.object(entry -> entry(entry, flag, places))))
                .texts("unreferenced", scan.unreferenced())
                .array("unknown", array -> scan.unknown().forEach((flag, places) -> array.object(entry -> entry(entry, flag, places))))));
    }

    private static void entry(Json json, String flag, List<ReferenceScan.Place> places) {
        json.field("flag", flag).array("places", array -> places.forEach(place -> array.object(
                fields -> fields.field("file", place.file().toString()).field("line", (long) place.line()))));
    }

    private static void text(Console console, ReferenceScan scan) {
        if (console.isVerbose()) {
            scan.found().forEach((flag, places) -> places.forEach(place -> console.line(at(place) + " " + ChangeOutput.shown(flag))));
        }
        for (Map.Entry<String, List<ReferenceScan.Place>> one : scan.unknown().entrySet()) {
            one.getValue().forEach(place -> console.line(at(place) + " there is no flag '" + ChangeOutput.shown(one.getKey()) + "'"));
        }
        scan.unreferenced().forEach(flag -> console.line("flag '" + ChangeOutput.shown(flag) + "' stands nowhere"));
        console.note("files: " + scan.files() + "; flags found: " + scan.found().size() + ", not found: " + scan.unreferenced().size()
                + "; names without a flag: " + scan.unknown().size());
    }

    private static String at(ReferenceScan.Place place) {
        return ChangeOutput.shown(place.file().toString()) + ":" + place.line();
    }
}
