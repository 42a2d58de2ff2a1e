package dev.holdfast.client.check;

import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param damage findings by which files are lost until they are backed up again, or may be
 * @param replaced damaged copies whose chunks all have a sound copy elsewhere; the next prune drops them
 * @param unknown packs that the index does not know; no damage as such, since a rebuild leaves packs out of which it can read nothing
 * @param totals final counters
 */
public record CheckReport(
        List<Finding> damage, List<Finding> replaced, Optional<Finding.PacksUnknown> unknown, CheckProgress totals) {
    public CheckReport {
        damage = List.copyOf(damage);
        replaced = List.copyOf(replaced);
    }
}
