package dev.holdfast.client.backup;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.DirectoryWriter;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.StructureSink;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of one directory. As long as all entries are the parent snapshot's own nodes nothing is encoded, and if it stays so to
 * the end the parent's TREE chunk is reused by name. At the first difference the nodes so far are taken from the parent once more.
 * Used by one thread at a time.
 */
final class DirectoryBuild {
    private final BackupRun run;
    private final SourcePath path;
    private final Node.@Nullable Directory before;
    private final ParentEntries parent;
    private long reused;
    private long added;
    private @Nullable DirectoryWriter writer;
    private StructureSink sink = (type, content, length, references) -> {
        throw new IllegalStateException("no worker encodes this directory");
    };

    DirectoryBuild(BackupRun run, SourcePath path, Node.@Nullable Directory before) {
        this.run = run;
        this.path = path;
        this.before = before;
        this.parent = new ParentEntries(run.parentTrees(), before == null ? null : before.tree());
        if (before == null || !run.comparison().readable(before.tree())) {
            writer = newWriter();
        }
    }

    ParentEntries parent() {
        return parent;
    }

    void append(Window window, StructureSink worker) {
        sink = worker;
        for (int part = 0; part < window.size(); part++) {
            Node node = window.nodes()[part];
            if (writer == null && window.isUnchanged(part)) {
                reused += node == null ? 0 : 1;
                added += node == null ? 0 : 1;
            } else if (node != null || writer == null) {
                DirectoryWriter target = writer();
                if (node != null && run.isStorable(new SourcePath.Child(path, node.name()), node)) {
                    target.add(node);
                    added++;
                }
            }
        }
    }

    /** Whether nothing was added. */
    boolean isEmpty() {
        return added == 0;
    }

    /** Names the directory's top chunk. */
    Fingerprint finish(StructureSink worker) {
        sink = worker;
        if (writer == null && before != null && parent.exhausted()) {
            return before.tree();
        }
        return writer().finish();
    }

    private DirectoryWriter writer() {
        DirectoryWriter target = writer;
        if (target == null) {
            target = newWriter();
            writer = target;
            replay(target);
        }
        return target;
    }

    private DirectoryWriter newWriter() {
        return new DirectoryWriter((type, content, length, references) -> sink.put(type, content, length, references));
    }

    private void replay(DirectoryWriter target) {
        if (before == null || reused == 0) {
            return;
        }
        DirectoryCursor again = new DirectoryCursor(run.parentTrees(), before.tree());
        for (long i = 0; i < reused; i++) {
            target.add(again.next());
        }
    }
}
