package dev.holdfast.client.backup;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.DirectoryWriter;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Owner;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.select.Verdict;
import dev.holdfast.engine.work.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The given paths, side by side, and the tree from {@code /} that joins what becomes of them. */
final class RootScan implements Backup.Source, Parts {
    private final BackupRun run;
    private final FileSystemAccess access;
    private final List<RawPath> paths;
    private final Optional<Fingerprint> parentTree;
    private final @Nullable Node[] nodes;
    private final List<Directory> opened = new ArrayList<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicReference<@Nullable Fingerprint> tree = new AtomicReference<>();

    /** Stands for the name of {@code /}, which has none; never written. */
    private static final FileName ROOT_NAME = FileName.of("root");

    /** Those of a directory that could not be looked at; whoever restores it has it for himself. */
    private static final Attributes NO_ATTRIBUTES = new Attributes(
            0700, new Owner(0, 0, "", ""), new Timestamp(0, 0), new Timestamp(0, 0), new Inode(0, 0, 1), List.of());

    RootScan(BackupRun run, FileSystemAccess access, List<RawPath> paths, Optional<Fingerprint> parentTree) {
        this.run = run;
        this.access = access;
        this.paths = outermost(paths);
        this.parentTree = parentTree;
        this.nodes = new Node[this.paths.size()];
    }


    @Override
    public Fingerprint tree() {
        Fingerprint result = tree.get();
        if (result == null) {
            throw new HoldfastException(
                    ErrorCode.PATH_NOT_FOUND, "none of the given paths could be read", "check the paths and their permissions");
        }
        return result;
    }

    /** Paths without those that lie below another of them, and without repetition. */
    private static List<RawPath> outermost(List<RawPath> paths) {
        List<RawPath> kept = new ArrayList<>();
        for (RawPath path : paths) {
            boolean inside = paths.stream().anyMatch(other -> !other.equals(path) && isBelow(path, other));
            if (!inside && !kept.contains(path)) {
                kept.add(path);
            }
        }
        return kept;
    }

    private static boolean isBelow(RawPath path, RawPath above) {
        int depth = above.names().size();
        return path.names().size() > depth && path.names().subList(0, depth).equals(above.names());
    }

    @Override
    public void run(Worker worker) {
        List<Task<Worker>> tasks = new ArrayList<>();
        int later = 0;
        for (int i = 0; i < paths.size(); i++) {
            later += scan(i, paths.get(i), tasks);
        }
        pending.set(later + 1);
        run.submit(tasks);
        if (pending.decrementAndGet() == 0) {
            join(worker);
        }
    }

    private int scan(int index, RawPath path, List<Task<Worker>> tasks) {
        Node before = before(path);
        if (path.names().isEmpty()) {
            tasks.add(new DirectoryScan(run, this, index, new DirectoryScan.Place(
                    ROOT_NAME,
                    new SourcePath.Given(path),
                    () -> access.open(path),
                    OptionalLong.empty(),
                    Verdict.TAKE,
                    run.rules().selection().root(),
                    before)));
            return 1;
        }
        RawPath above = new RawPath(path.names().subList(0, path.names().size() - 1));
        try {
            Directory directory = openAbove(above);
            opened.add(directory);
            EntryScan scan = new EntryScan(run, this, directory, new SourcePath.Given(above));
            nodes[index] = scan.scanRoot(index, path.names().getLast(), before);
            tasks.addAll(scan.tasks());
            return scan.pending();
        } catch (FsException e) {
            run.unreadable(new SourcePath.Given(path), e);
            return 0;
        }
    }

    /** Opens a directory above a given path. Who may pass through it need not be allowed to list it. */
    private Directory openAbove(RawPath path) {
        try {
            return access.open(path);
        } catch (FsException e) {
            if (e.reason() != FsException.Reason.DENIED) {
                throw e;
            }
            return access.openPlace(path);
        }
    }

    /** The parent snapshot's node at a path. */
    private @Nullable Node before(RawPath path) {
        if (parentTree.isEmpty()) {
            return null;
        }
        try {
            Fingerprint directory = parentTree.get();
            Node node = null;
            for (FileName name : path.names()) {
                node = DirectoryCursor.find(run.parentTrees(), directory, name).orElse(null);
                if (!(node instanceof Node.Directory child)) {
                    break;
                }
                directory = child.tree();
            }
            return node;
        } catch (HoldfastException e) {
            return null;
        }
    }

    @Override
    public void complete(int index, @Nullable Node node, Worker worker) {
        nodes[index] = node;
        if (pending.decrementAndGet() == 0) {
            join(worker);
        }
    }

    private void join(Worker worker) {
        opened.forEach(Directory::close);
        Branch root = new Branch();
        for (int i = 0; i < nodes.length; i++) {
            Node node = nodes[i];
            if (node != null && paths.get(i).names().isEmpty() && node instanceof Node.Directory directory) {
                tree.set(directory.tree());
                return;
            }
            if (node != null && run.isStorable(new SourcePath.Given(paths.get(i)), node)) {
                root.add(paths.get(i).names(), node);
            }
        }
        if (!root.children.isEmpty()) {
            tree.set(root.write(RawPath.ROOT, worker));
        }
    }

    /** A directory above the given paths: of it the snapshot has only what leads to them. */
    private final class Branch {
        private final TreeMap<FileName, Object> children = new TreeMap<>();

        void add(List<FileName> names, Node node) {
            if (names.size() == 1) {
                children.put(names.getFirst(), node);
            } else if (children.computeIfAbsent(names.getFirst(), name -> new Branch()) instanceof Branch branch) {
                branch.add(names.subList(1, names.size()), node);
            }
        }

        Fingerprint write(RawPath path, Worker worker) {
            DirectoryWriter writer = new DirectoryWriter(worker.uploader());
            children.forEach((name, child) -> {
                switch (child) {
                    case Node node -> writer.add(node);
                    case Branch branch -> writer.add(branch.node(path.child(name), name, worker));
                    default -> throw new IllegalStateException("a branch holds nodes and branches");
                }
            });
            return writer.finish();
        }

        private Node node(RawPath path, FileName name, Worker worker) {
            return storable(new Node.Directory(name, attributes(path), write(path, worker)), path);
        }

        // What lies below must not be lost for the sake of an attribute up here.

        private Attributes attributes(RawPath path) {
            try (Directory directory = openAbove(path)) {
                return run.attributes(directory.stat(), directory.extendedAttributes());
            } catch (FsException e) {
                run.unreadable(new SourcePath.Given(path), e);
                return NO_ATTRIBUTES;
            }
        }

        private Node storable(Node.Directory node, RawPath path) {
            try {
                DirectoryWriter.requireStorable(node);
                return node;
            } catch (HoldfastException e) {
                run.unreadable(new SourcePath.Given(path), "the snapshot lacks its extended attributes: " + e.getMessage());
                return new Node.Directory(node.name(), node.attributes().withoutExtended(), node.tree());
            }
        }
    }
}
