package dev.holdfast.server.fleet;

import dev.holdfast.core.protocol.BackupTotals;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup that the server itself saw become a snapshot, whether or not its machine reports.
 *
 * @param snapshot id of the snapshot
 * @param time of its commit by the server's clock
 * @param host the name its machine gave itself
 * @param version that of the program there
 * @param totals what the backup said of itself
 * @param storedBytes length of the packs it wrote
 */
public record CommittedBackup(
        String snapshot, Instant time, String host, String version, Optional<BackupTotals> totals, long storedBytes) {
    Agent.Outcome outcome() {
        return totals.filter(told -> told.unreadable() > 0).isPresent() ? Agent.Outcome.INCOMPLETE : Agent.Outcome.COMPLETE;
    }
}
