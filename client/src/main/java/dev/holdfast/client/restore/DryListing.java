package dev.holdfast.client.restore;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.select.EntryKind;
import dev.holdfast.engine.select.Selection;
import dev.holdfast.engine.select.Verdict;

/** Tells what a restore would create in a directory that is not there yet. */
final class DryListing {
    private final RestoreRun run;

    DryListing(RestoreRun run) {
        this.run = run;
    }

    void list(Fingerprint tree, RawPath path, Selection selection) {
        run.counters().directories.increment();
        DirectoryCursor nodes = new DirectoryCursor(run.structures(), tree);
        while (nodes.hasNext()) {
            Node node = nodes.next();
            EntryKind kind = switch (node) {
                case Node.Directory directory -> EntryKind.DIRECTORY;
                case Node.File file -> EntryKind.FILE;
                case Node.Symlink symlink -> EntryKind.OTHER;
                case Node.Special special -> EntryKind.OTHER;
            };
            if (selection.judge(node.name().bytes(), kind) != Verdict.SKIP) {
                entry(node, path.child(node.name()), selection);
            }
        }
    }

    private void entry(Node node, RawPath path, Selection selection) {
        run.listener().entry(() -> path, RestoreListener.Action.CREATE);
        switch (node) {
            case Node.Directory directory -> list(directory.tree(), path, selection.enter(directory.name().bytes()));
            case Node.File file -> {
                run.counters().files.increment();
                run.counters().bytes.add(file.size());
            }
            case Node.Symlink symlink -> run.counters().others.increment();
            case Node.Special special -> run.counters().others.increment();
        }
    }
}
