package dev.holdfast.client.cli.browsing;

import dev.holdfast.client.cli.invocation.SnapshotFields;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.browse.Search;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.text.Names;
import java.time.ZoneId;

/** What a search prints: a line for each match, behind the snapshot it is in. */
final class FindOutput implements Search.Matches {
    private final Console console;
    private final ZoneId zone;
    private final boolean isLong;
    private boolean complete = true;

    FindOutput(Console console, ZoneId zone, boolean isLong) {
        this.console = console;
        this.zone = zone;
        this.isLong = isLong;
    }

    /** Whether everything could be searched. */
    boolean isComplete() {
        return complete;
    }

    @Override
    public void found(SnapshotInfo snapshot, RawPath path, Node node) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> {
                fields.field("snapshot_id", snapshot.id().toString());
                NodeText.write(fields, path, node);
            }));
        } else {
            String entry = isLong ? NodeText.line(path, node, zone) : Names.escape(path.bytes());
            console.line(SnapshotFields.shortId(snapshot) + "  " + entry);
        }
    }

    @Override
    public void unreadable(SnapshotInfo snapshot, RawPath directory, HoldfastException cause) {
        complete = false;
        console.warning("in snapshot " + SnapshotFields.shortId(snapshot) + ", " + Names.escape(directory.bytes())
                + " could not be searched: " + cause.getMessage());
    }
}
