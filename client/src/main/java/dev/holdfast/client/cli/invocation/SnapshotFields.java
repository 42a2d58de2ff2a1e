package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Moments;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.engine.repository.SnapshotInfo;

/** How a snapshot is shown by every command. */
public final class SnapshotFields {
    private static final int SHORT_DIGITS = 8;

    private SnapshotFields() {}

    /** The beginning of the id, enough for people. */
    public static String shortId(SnapshotInfo snapshot) {
        return snapshot.id().toString().substring(0, SHORT_DIGITS);
    }

    /** The fields of a snapshot's JSON object. */
    public static void write(Json json, SnapshotInfo snapshot) {
        Manifest manifest = snapshot.manifest();
        json.field("id", snapshot.id().toString())
                .field("short_id", shortId(snapshot))
                .time("time", Moments.of(manifest.time()))
                .field("host", manifest.host())
                .field("user", manifest.user())
                .paths("paths", manifest.paths())
                .texts("tags", snapshot.tags())
                .field("protected", snapshot.isProtected())
                .field("complete", manifest.completeness() == Manifest.Completeness.COMPLETE)
                .field("files", manifest.statistics().files())
                .field("directories", manifest.statistics().directories())
                .field("others", manifest.statistics().others())
                .field("bytes", manifest.statistics().bytes())
                .field("new_chunks", manifest.statistics().newChunks())
                .field("new_bytes", manifest.statistics().newBytes())
                .field("stored_bytes", manifest.statistics().storedBytes())
                .field("unreadable", manifest.statistics().unreadable())
                .field("sequence", snapshot.row().sequence());
    }
}
