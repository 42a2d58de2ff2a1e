package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.Entry;
import dev.holdfast.client.mount.kernel.Entry.Validity;
import dev.holdfast.client.mount.kernel.Errno;
import dev.holdfast.client.mount.kernel.ErrnoException;
import dev.holdfast.client.mount.kernel.FileSystem.Totals;
import dev.holdfast.client.mount.kernel.Listing;
import dev.holdfast.client.mount.kernel.Stat;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Timestamp;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The part of the file system above the snapshots. Thread-safe. */
final class ShelfFiles {
    private static final int DIRECTORY = 0040555;
    private static final int LINK = 0120777;
    private static final int DIRECTORY_BYTES = 4096;

    private final Catalogue catalogue;
    private final Directories directories;
    private final Stat.Ids owner;

    /** Links that were found by a name which is not listed: one for each spelling that somebody tried and that was right. */
    private final Map<Long, Shelf.Link> aliases = new ConcurrentHashMap<>();

    ShelfFiles(Catalogue catalogue, Directories directories, Stat.Ids owner) {
        this.catalogue = catalogue;
        this.directories = directories;
        this.owner = owner;
    }

    /** Whether a node is one of this part, or the top of a snapshot. */
    static boolean isAbove(long node) {
        return NodeNumber.directory(node) == 0;
    }

    /** Whether a node is a folder of this part, and not a snapshot. */
    boolean isFolder(long node) {
        return isAbove(node) && catalogue.shelf().item(node).orElse(null) instanceof Shelf.Folder;
    }

    Entry lookup(long folder, byte[] name) {
        Shelf shelf = catalogue.shelf();
        Optional<Shelf.Item> child =
                fileName(name).map(folder(shelf, folder).names()::get).flatMap(shelf::item);
        Shelf.Item found = child.or(() -> alias(folder, name)).orElseThrow(() -> new ErrnoException(Errno.ENOENT));
        return refer(found);
    }

    private static Optional<FileName> fileName(byte[] name) {
        try {
            return Optional.of(FileName.of(name));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private Optional<Shelf.Item> alias(long folder, byte[] name) {
        if (folder != catalogue.snapshotsFolder()) {
            return Optional.empty();
        }
        Optional<Shelf.Link> link = catalogue.alias(name);
        link.ifPresent(found -> aliases.put(found.number(), found));
        return link.map(found -> found);
    }

    /** An entry to which the kernel will hold a reference. */
    private Entry refer(Shelf.Item item) {
        if (item instanceof Shelf.Root root) {
            directories.refer(
                    root.number(),
                    root.snapshot().manifest().tree(),
                    root.snapshot().row().sequence());
        }
        return entry(item);
    }

    Entry attributes(long node) {
        return entry(item(node));
    }

    private Shelf.Item item(long node) {
        return catalogue
                .shelf()
                .item(node)
                .or(() -> Optional.ofNullable(aliases.get(node)))
                .orElseThrow(() -> new ErrnoException(Errno.ESTALE));
    }

    byte[] target(long node) {
        if (item(node) instanceof Shelf.Link link) {
            return link.target();
        }
        throw new ErrnoException(Errno.EINVAL);
    }

    void list(long folder, long from, Listing listing) {
        Shelf shelf = catalogue.shelf();
        for (Map.Entry<Long, FileName> child :
                folder(shelf, folder).entries().tailMap(from).entrySet()) {
            byte[] name = child.getValue().bytes();
            if (!listing.hasRoom(name.length)) {
                return;
            }
            Shelf.Item item = shelf.item(child.getKey()).orElseThrow(() -> new ErrnoException(Errno.EIO));
            // The position after an entry is its number and one, and two more for the dots before all entries.
            listing.add(name, listing.isLookup() ? refer(item) : entry(item), child.getKey() + 3);
        }
    }

    Totals totals() {
        Shelf shelf = catalogue.shelf();
        return new Totals(shelf.bytes(), shelf.nodes());
    }

    private static Shelf.Folder folder(Shelf shelf, long number) {
        if (shelf.item(number).orElse(null) instanceof Shelf.Folder folder) {
            return folder;
        }
        throw new ErrnoException(Errno.ENOTDIR);
    }

    private Entry entry(Shelf.Item item) {
        return new Entry(
                item.number(),
                switch (item) {
                    case Shelf.Folder folder -> stat(item, DIRECTORY, DIRECTORY_BYTES);
                    case Shelf.Root root -> stat(item, DIRECTORY, DIRECTORY_BYTES);
                    case Shelf.Link link -> stat(item, LINK, link.target().length);
                },
                Validity.BRIEF);
    }

    private Stat stat(Shelf.Item item, int mode, long size) {
        Timestamp time = item.time();
        return new Stat(item.number(), size, 0, mode, 1, owner, time, time, 0);
    }
}
