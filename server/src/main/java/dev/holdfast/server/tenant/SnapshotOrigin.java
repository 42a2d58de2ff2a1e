package dev.holdfast.server.tenant;

import dev.holdfast.core.protocol.BackupTotals;
import java.time.Instant;
import java.util.Optional;

/**
 * What the server itself knows about how a snapshot came about.
 *
 * @param agent id of the agent that made it, if one did
 * @param host the name its machine gave itself
 * @param committed when it was committed by the server's clock; agents have no say in it
 * @param totals what its backup said of itself; older agents say nothing
 */
public record SnapshotOrigin(Optional<String> agent, String host, Instant committed, Optional<BackupTotals> totals) {
    /** Of a backup that said nothing of itself. */
    public SnapshotOrigin(Optional<String> agent, String host, Instant committed) {
        this(agent, host, committed, Optional.empty());
    }
}
