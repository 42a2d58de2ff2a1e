package dev.holdfast.client.restore;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.SortedNames;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.NodeType;

/** Removes entries of the target that the snapshot does not have, with everything below them, following no link. */
final class Removal {
    private final RestoreRun run;
    private final RestorePlace place;

    Removal(RestoreRun run, RestorePlace place) {
        this.run = run;
        this.place = place;
    }

    void remove(FileName name) {
        run.listener().entry(() -> place.pathOf(name), RestoreListener.Action.DELETE);
        boolean isDirectory = place.directory().stat(name).type() == NodeType.DIRECTORY;
        if (isDirectory) {
            removeContent(name);
        }
        run.counters().deleted.increment();
        if (!run.writes()) {
            return;
        }
        if (isDirectory) {
            place.directory().removeDirectory(name);
        } else {
            place.directory().remove(name);
        }
    }

    private void removeContent(FileName name) {
        try (Directory directory = place.directory().open(name);
                SortedNames names = SortedNames.of(directory)) {
            Removal inside = new Removal(run, new RestorePlace(run, directory, place.pathOf(name), RestorePlace.Origin.FOUND));
            names.forEachRemaining(inside::remove);
        }
    }
}
