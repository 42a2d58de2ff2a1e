package dev.holdfast.client.agent.fleet;

import dev.holdfast.core.tree.RawPath;
import java.util.List;
import java.util.Optional;

/** Something the server asks an agent to do. */
public sealed interface FleetTask {
    /** What the server calls it. */
    String id();

    /**
     * Back up now.
     *
     * @param schedule by which schedule; all of them if none is named
     */
    record Backup(String id, Optional<String> schedule) implements FleetTask {}

    /** Bring something back. */
    record Restore(String id, Order order) implements FleetTask {}

    /** A task of a kind that this version does not know. */
    record Unknown(String id, String kind) implements FleetTask {}

    /**
     * What to bring back.
     *
     * @param snapshot the snapshot's id
     * @param paths what of it; each goes into the target under its own name, the root of everything straight into it
     * @param target an absolute directory
     */
    record Order(String snapshot, List<RawPath> paths, String target, Existing existing) {
        public Order {
            paths = List.copyOf(paths);
            if (paths.isEmpty()) {
                throw new IllegalArgumentException("a restore of nothing");
            }
        }
    }

    /** What happens to files that stand in a restore's way. */
    enum Existing {
        KEEP,
        REPLACE
    }
}
