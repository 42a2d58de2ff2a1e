package dev.holdfast.client.mount;

import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What stands above the snapshots at one moment. Immutable once it is filled. */
final class Shelf {
    private final Map<Long, Item> items = new TreeMap<>();
    private long bytes;
    private long nodes;

    /** Something above the snapshots, or the topmost directory of one. */
    sealed interface Item {
        long number();

        /** When it became what it is. */
        Timestamp time();
    }

    /** A directory; its entries are in order of their numbers, so that a listing goes on where it was whatever is added. */
    record Folder(long number, Timestamp time, Map<FileName, Long> names, NavigableMap<Long, FileName> entries)
            implements Item {
        Folder(long number, Timestamp time) {
            this(number, time, new TreeMap<>(), new TreeMap<>());
        }

        void add(FileName name, long child) {
            names.put(name, child);
            entries.put(child, name);
        }
    }

    /** A symbolic link to a snapshot. */
    record Link(long number, Timestamp time, byte[] target) implements Item {}

    /** A snapshot. */
    record Root(long number, Timestamp time, SnapshotInfo snapshot) implements Item {}

    void put(Item item) {
        items.put(item.number(), item);
        if (item instanceof Root root) {
            var statistics = root.snapshot.manifest().statistics();
            bytes += statistics.bytes();
            nodes += statistics.files() + statistics.directories() + statistics.others();
        }
    }

    Optional<Item> item(long number) {
        return Optional.ofNullable(items.get(number));
    }

    /** Total content of all snapshots. */
    long bytes() {
        return bytes;
    }

    /** Total number of nodes of all snapshots. */
    long nodes() {
        return nodes;
    }
}
