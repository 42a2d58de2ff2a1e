package dev.holdfast.client.rebuild;

import dev.holdfast.storage.service.rebuild.RebuildReport;
import java.util.List;

/**
 * What came of a rebuild.
 *
 * @param report what the new index holds and lacks
 * @param damage what could not be read in packs that are in it
 * @param totals final counters
 */
public record RebuiltIndex(RebuildReport report, List<PackDamage> damage, RebuildProgress totals) {
    public RebuiltIndex {
        damage = List.copyOf(damage);
    }

    /** Whether all snapshots are there and can be restored as a whole, as far as packs that could be read tell. */
    public boolean isWhole() {
        return report.lost().isEmpty()
                && report.unreadable().isEmpty()
                && damage.stream().noneMatch(found -> found.loss() == PackDamage.Loss.SNAPSHOTS);
    }
}
