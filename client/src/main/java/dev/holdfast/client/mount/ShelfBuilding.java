package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.FileSystem;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;

/** One arrangement of all snapshots in folders. */
final class ShelfBuilding {
    private final Shelf shelf = new Shelf();
    private final ToLongFunction<String> numbers;
    private final ZoneId zone;
    private final Map<String, Shelf.Folder> folders = new HashMap<>();
    private final Timestamp time;

    /**
     * Starts with the folders that are always there.
     *
     * @param numbers the node number of a path, the same whenever it is asked for
     * @param time what empty folders show as their time
     */
    ShelfBuilding(ToLongFunction<String> numbers, ZoneId zone, Timestamp time) {
        this.numbers = numbers;
        this.zone = zone;
        this.time = time;
        folder("", FileSystem.ROOT);
        for (String path : new String[] {"snapshots", "times", "hosts", "tags"}) {
            folder("", path);
        }
    }

    /** Arranges the snapshots, oldest first; each comes with the name it has among its like. */
    Shelf arrange(SequencedMap<String, SnapshotInfo> snapshots) {
        snapshots.forEach(this::place);
        if (!snapshots.isEmpty()) {
            Map.Entry<String, SnapshotInfo> last = snapshots.lastEntry();
            link("", "latest", "snapshots/" + last.getKey(), last.getValue().manifest().time());
        }
        return shelf;
    }

    private void place(String name, SnapshotInfo snapshot) {
        Timestamp taken = snapshot.manifest().time();
        Shelf.Root root = new Shelf.Root(numbers.applyAsLong("snapshots/" + snapshot.id()), taken, snapshot);
        shelf.put(root);
        folders("snapshots").add(FileName.of(name), root.number());
        String when = ShelfNames.time(taken, zone);
        timed("times", when, name, taken);
        timed(folder("hosts", snapshot.manifest().host()), when, name, taken);
        for (String tag : snapshot.tags()) {
            timed(folder("tags", tag), when, name, taken);
        }
    }

    /** A link by time; a second snapshot of the same second carries its name as well. */
    private void timed(String folder, String when, String name, Timestamp taken) {
        boolean free = !folders(folder).names().containsKey(ShelfNames.of(when));
        String up = "../".repeat(1 + (int) folder.chars().filter(c -> c == '/').count());
        link(folder, free ? when : when + "-" + name, up + "snapshots/" + name, taken);
    }

    private void link(String folder, String name, String target, Timestamp taken) {
        FileName shown = ShelfNames.of(name);
        // The target is part of the key: a link that changes is another node, and nobody holds the old one for it.
        long number = numbers.applyAsLong(folder + "/" + shown + " -> " + target);
        shelf.put(new Shelf.Link(number, taken, target.getBytes(StandardCharsets.US_ASCII)));
        folders(folder).add(shown, number);
    }

    /** Makes a folder in another, unless it is there; its path is the result. */
    private String folder(String above, String name) {
        FileName shown = ShelfNames.of(name);
        String path = above.isEmpty() ? shown.toString() : above + "/" + shown;
        if (!folders.containsKey(path)) {
            long number = numbers.applyAsLong(path);
            folder(path, number);
            folders(above).add(shown, number);
        }
        return path;
    }

    private void folder(String path, long number) {
        Shelf.Folder made = new Shelf.Folder(number, time);
        folders.put(path, made);
        shelf.put(made);
    }

    private Shelf.Folder folders(String path) {
        Shelf.Folder found = folders.get(path);
        if (found == null) {
            throw new IllegalStateException("no folder " + path);
        }
        return found;
    }
}
