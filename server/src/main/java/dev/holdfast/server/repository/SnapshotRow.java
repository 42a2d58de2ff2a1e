package dev.holdfast.server.repository;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.core.protocol.BackupTotals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as the protocol gives it.
 *
 * @param isProtected whether it can be forgotten
 * @param time when it was committed by the server's clock; null if it did not come through this server
 * @param totals what its backup said of itself; null if it said nothing
 */
public record SnapshotRow(
        String id,
        long sequence,
        long version,
        String manifest,
        byte[] sealedManifest,
        @JsonProperty("protected") boolean isProtected,
        byte[] sealedTags,
        @Nullable AgentReference agent,
        @Nullable Instant time,
        @Nullable BackupTotals totals) {
    /** An agent by id and name. */
    public record AgentReference(String id, String name) {}

    /** A list of them. */
    public record Listing(List<SnapshotRow> snapshots) {}

    /** The news that a snapshot was forgotten. */
    public record Forgotten(String id, boolean forgotten) {}
}
