package dev.holdfast.storage.service.rebuild;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import java.util.List;
import java.util.Map;

/**
 * What a rebuild found.
 *
 * @param packs packs that are in the new index
 * @param chunks chunks in them
 * @param snapshots snapshots, oldest first; some may have been forgotten before and not collected yet
 * @param unreadable packs that could not be used, and why
 * @param lost chunks that some snapshot needs and no pack holds sound
 */
public record RebuildReport(
        int packs,
        long chunks,
        List<RebuiltSnapshot> snapshots,
        Map<PackId, String> unreadable,
        List<Fingerprint> lost) {
    public RebuildReport {
        snapshots = List.copyOf(snapshots);
        unreadable = Map.copyOf(unreadable);
        lost = List.copyOf(lost);
    }

    /**
     * A snapshot of the new index.
     *
     * @param lostChunks how many of its chunks are lost; a restore passes over the files that need them
     */
    public record RebuiltSnapshot(SessionId id, Fingerprint manifest, long lostChunks) {}
}
