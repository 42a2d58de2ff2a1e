package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.output.Moments;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.retention.SnapshotFacts;
import dev.holdfast.engine.retention.SnapshotFacts.Protection;
import dev.holdfast.engine.retention.SnapshotFacts.Source;
import dev.holdfast.engine.text.Names;
import java.util.Set;

/** What retention needs to know of a snapshot. */
final class Facts {
    private Facts() {}

    static SnapshotFacts of(SnapshotInfo snapshot) {
        return new SnapshotFacts(
                snapshot.id().toString(),
                snapshot.row().sequence(),
                Moments.of(snapshot.manifest().time()),
                new Source(
                        snapshot.manifest().host(),
                        snapshot.manifest().paths().stream().map(Names::escape).toList()),
                Set.copyOf(snapshot.tags()),
                snapshot.isProtected() ? Protection.PROTECTED : Protection.NONE);
    }
}
