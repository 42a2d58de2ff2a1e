package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.tree.RawPath;

/**
 * A place in a snapshot as people write it, {@code SNAPSHOT[:PATH]}.
 *
 * @param snapshot {@code latest} or the beginning of an id
 * @param path where in it; {@code /} if nothing was written
 */
public record SnapshotPath(String snapshot, RawPath path) {
    public static SnapshotPath parse(String text) {
        int colon = text.indexOf(':');
        String snapshot = colon < 0 ? text : text.substring(0, colon);
        String path = colon < 0 ? "" : text.substring(colon + 1);
        if (snapshot.isEmpty()) {
            throw Usage.errorWithNext("'" + text + "' names no snapshot", "write latest or an id, and :PATH behind it if a part is meant");
        }
        try {
            return new SnapshotPath(snapshot, RawPath.of(RawPath.ROOT, RawText.encode(path)));
        } catch (MalformedException e) {
            throw Usage.errorWithNext("'" + text + "' holds no possible path: " + e.getMessage(), "holdfast ls " + snapshot);
        }
    }
}
