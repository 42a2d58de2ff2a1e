package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.SnapshotFields;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.List;

/** Prints snapshots whose labels were changed, as they are now. */
final class LabelOutput {
    private LabelOutput() {}

    static void print(Console console, List<SnapshotInfo> snapshots) {
        if (console.isJson()) {
            Json.print(console, json -> json.array(array ->
                    snapshots.forEach(snapshot -> array.object(fields -> SnapshotFields.write(fields, snapshot)))));
        } else if (!console.isQuiet()) {
            snapshots.forEach(snapshot -> console.line(SnapshotFields.shortId(snapshot) + " is "
                    + (snapshot.isProtected() ? "protected" : "not protected") + " and has "
                    + (snapshot.tags().isEmpty() ? "no tags" : "the tags " + String.join(",", snapshot.tags()))));
        }
    }
}
