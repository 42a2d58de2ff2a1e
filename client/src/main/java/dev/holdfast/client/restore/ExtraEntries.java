package dev.holdfast.client.restore;

import dev.holdfast.client.fs.SortedNames;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import org.jspecify.annotations.Nullable;

/** Removes the entries of a target directory that the snapshot's directory does not have, comparing both in order of names. */
final class ExtraEntries {
    private final RestoreRun run;
    private final RestorePlace place;

    ExtraEntries(RestoreRun run, RestorePlace place) {
        this.run = run;
        this.place = place;
    }

    void remove(Fingerprint tree) {
        DirectoryCursor nodes = new DirectoryCursor(run.structures(), tree);
        Removal removal = new Removal(run, place);
        try (SortedNames names = SortedNames.of(place.directory())) {
            @Nullable Node node = nodes.hasNext() ? nodes.next() : null;
            while (names.hasNext()) {
                FileName name = names.next();
                while (node != null && node.name().compareTo(name) < 0) {
                    node = nodes.hasNext() ? nodes.next() : null;
                }
                if (node == null || !node.name().equals(name)) {
                    removal.remove(name);
                }
            }
        }
    }
}
