package dev.holdfast.client.backup;

import dev.holdfast.core.id.SessionId;
import java.util.Optional;

/**
 * How a backup ended.
 *
 * @param snapshot what was made; empty after a dry run
 * @param parent the snapshot it was compared with
 * @param totals final counters
 */
public record BackupReport(Optional<SessionId> snapshot, Optional<SessionId> parent, BackupProgress totals) {}
