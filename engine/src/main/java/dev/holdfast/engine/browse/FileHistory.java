package dev.holdfast.engine.browse;

import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The versions that snapshots have of what stands at one path. */
public record FileHistory(StructureSource structures) {
    /**
     * One version.
     *
     * @param node what stood at the path; as the first of the snapshots has it
     * @param snapshots those that have it unchanged one after another, oldest first
     */
    public record Version(Node node, List<SnapshotInfo> snapshots) {
        public Version {
            snapshots = List.copyOf(snapshots);
        }
    }

    /** The versions in the order of the snapshots; one that came back after it had changed or gone is told again. */
    public List<Version> of(RawPath path, List<SnapshotInfo> snapshots) {
        List<Version> versions = new ArrayList<>();
        boolean gone = true;
        PathLookup lookup = new PathLookup(structures, path);
        for (SnapshotInfo snapshot : snapshots) {
            Optional<Node> node = lookup.find(snapshot.manifest());
            if (node.isPresent()) {
                if (!gone && TreeDifference.between(versions.getLast().node(), node.get()).isEmpty()) {
                    versions.add(with(versions.removeLast(), snapshot));
                } else {
                    versions.add(new Version(node.get(), List.of(snapshot)));
                }
            }
            gone = node.isEmpty();
        }
        return versions;
    }

    private static Version with(Version version, SnapshotInfo snapshot) {
        List<SnapshotInfo> more = new ArrayList<>(version.snapshots());
        more.add(snapshot);
        return new Version(version.node(), more);
    }
}
