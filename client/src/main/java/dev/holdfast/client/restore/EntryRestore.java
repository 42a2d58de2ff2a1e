package dev.holdfast.client.restore;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.ChunkReader;
import dev.holdfast.engine.work.Task;
import java.util.List;

/** Restores the entries of one directory that are not directories themselves. */
final class EntryRestore {
    private final RestorePlace place;
    private final Restored owner;

    EntryRestore(RestorePlace place, Restored owner) {
        this.place = place;
        this.owner = owner;
    }

    void restoreAll(List<Node> nodes, ChunkReader worker) {
        FileRestore files = new FileRestore(place, worker);
        files.locate(nodes.stream()
                .filter(Node.File.class::isInstance)
                .map(Node.File.class::cast)
                .filter(file -> file.size() < LargeRestore.PART_BYTES)
                .toList());
        nodes.forEach(node -> restore(node, files, worker));
    }

    private void restore(Node node, FileRestore files, ChunkReader worker) {
        if (!LinkTable.isLinked(node) || !place.run().writes()) {
            content(node, files, worker);
            return;
        }
        Task<ChunkReader> again = later -> restore(node, new FileRestore(place, later), later);
        switch (place.run().links().claim(node, again)) {
            case LinkTable.Turn.First first -> content(node, files, worker);
            case LinkTable.Turn.Link link -> {
                link(node, link.existing());
                owner.done(worker);
            }
            case LinkTable.Turn.Wait waiting -> {}
        }
    }

    private void content(Node node, FileRestore files, ChunkReader worker) {
        switch (node) {
            case Node.File file when file.size() >= LargeRestore.PART_BYTES -> LargeRestore.start(
                    place, file, worker, (whole, last) -> settle(file, whole, last));
            case Node.File file -> settle(file, files.restore(file), worker);
            case Node.Symlink link -> settle(link, other(link), worker);
            case Node.Special special -> settle(special, other(special), worker);
            case Node.Directory directory -> throw new IllegalStateException("a directory is a task of its own");
        }
    }

    /** Lets those go on that wait for another name of the same file, and tells the directory. */
    private void settle(Node node, boolean whole, ChunkReader worker) {
        if (LinkTable.isLinked(node) && place.run().writes()) {
            LinkTable links = place.run().links();
            place.run()
                    .pool()
                    .submit(whole ? links.done(node, place.pathOf(node.name())) : links.failed(node));
        }
        owner.done(worker);
    }

    private boolean other(Node node) {
        place.run().counters().others.increment();
        FileName temporary = RestorePlace.temporary(node.name());
        try {
            if (!place.mayWrite(node)) {
                return true;
            }
            place.sweep(temporary);
            create(node, temporary);
            place.run()
                    .refused(
                            place.pathOf(node.name()),
                            place.directory()
                                    .apply(temporary, place.run().attributes(node.attributes()), place.run().kinds()));
            place.directory().rename(temporary, node.name());
            return true;
        } catch (FsException | HoldfastException e) {
            place.run().failed(place.pathOf(node.name()), e);
            return false;
        }
    }

    private void create(Node node, FileName temporary) {
        switch (node) {
            case Node.Symlink link -> place.directory().createSymlink(temporary, link.target());
            case Node.Special special ->
                place.directory().createSpecial(temporary, special.type(), special.device());
            case Node.File file -> throw new IllegalStateException("a file has content");
            case Node.Directory directory -> throw new IllegalStateException("a directory is a task of its own");
        }
    }

    private void link(Node node, RawPath existing) {
        FileName temporary = RestorePlace.temporary(node.name());
        count(node);
        try {
            RawPath above = new RawPath(existing.names().subList(0, existing.names().size() - 1));
            try (Directory from = place.run().openBelowTarget(above)) {
                FileName first = existing.names().getLast();
                if (!place.mayLink(node.name(), from.stat(first).inode())) {
                    return;
                }
                place.sweep(temporary);
                place.directory().link(from, first, temporary);
            }
            place.directory().rename(temporary, node.name());
            place.sweep(temporary);
        } catch (FsException e) {
            place.run().failed(place.pathOf(node.name()), e);
        }
    }

    private void count(Node node) {
        if (node instanceof Node.File file) {
            place.run().counters().files.increment();
            place.run().counters().bytes.add(file.size());
        } else {
            place.run().counters().others.increment();
        }
    }
}
