package dev.holdfast.client.restore;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.ChunkReader;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;
import dev.holdfast.engine.work.Task;
import dev.holdfast.engine.work.WorkPool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One restore. {@link #run} does the work; {@link #progress} and {@link #cancel} may be called by other threads meanwhile. Running it
 * again after an interruption carries on with {@code Overwrite.IF_CHANGED}: what is whole is left alone.
 */
public final class Restore {
    private final Repository repository;
    private final FileSystemAccess access;
    private final RestoreRequest request;
    private final RestoreListener listener;
    private final SnapshotInfo snapshot;
    private final RestoreCounters counters;
    private final AtomicReference<@Nullable WorkPool<ChunkReader>> pool = new AtomicReference<>();
    private volatile boolean cancelled;

    public Restore(
            Repository repository,
            FileSystemAccess access,
            SnapshotInfo snapshot,
            RestoreRequest request,
            RestoreListener listener) {
        this.repository = repository;
        this.access = access;
        this.request = request;
        this.listener = listener;
        this.snapshot = snapshot;
        this.counters = new RestoreCounters(snapshot.manifest().statistics().bytes());
    }

    /** What was done so far. */
    public RestoreProgress progress() {
        return counters.snapshot();
    }

    /** Stops a running restore soon; {@link #run} then throws {@code INTERRUPTED}. */
    public void cancel() {
        cancelled = true;
        WorkPool<ChunkReader> running = pool.get();
        if (running != null) {
            running.cancel();
        }
    }

    /**
     * Restores, and returns when everything written is durable.
     *
     * @return the final counters; entries that failed are counted there and were told to the listener
     * @throws dev.holdfast.core.error.HoldfastException PATH_NOT_FOUND if the snapshot has no such path
     */
    public RestoreProgress run() {
        Optional<Node> node = new SnapshotPaths(repository.structures()).find(snapshot.manifest(), request.path());
        WorkPool<ChunkReader> workers = new WorkPool<>(
                repository.workers(), repository.threads("restore"), repository::newChunkReader, ChunkReader::close);
        pool.set(workers);
        Optional<Directory> target = TargetDirectories.target(access, request.target(), request.rules().effect());
        Optional<WriteBack> writeBack = target.filter(directory -> request.rules().effect() == RestoreRequest.Effect.WRITE)
                .map(directory -> WriteBack.start(directory, counters.bytes, repository.threads("write-back")));
        try {
            workers.start(first(workers, target, node));
            if (cancelled) {
                workers.cancel();
            }
            workers.await();
            writeBack.ifPresent(WriteBack::finish);
        } finally {
            writeBack.ifPresent(WriteBack::stop);
            target.ifPresent(Directory::close);
        }
        return progress();
    }

    private Task<ChunkReader> first(WorkPool<ChunkReader> workers, Optional<Directory> target, Optional<Node> node) {
        RestoreRun run = new RestoreRun(
                workers,
                request.rules(),
                repository.structures(),
                repository.metadata(),
                new LinkTable(),
                access.owners(),
                counters,
                listener,
                path -> openBelow(access, request.target(), path));
        return switch (node.orElse(null)) {
            case null -> directory(run, target, Optional.empty());
            case Node.Directory directory -> directory(run, target, Optional.of(directory));
            case Node.File file -> single(run, target, file);
            case Node.Symlink link -> single(run, target, link);
            case Node.Special special -> single(run, target, special);
        };
    }

    /** Opens a directory below the target name by name, so that a symbolic link put in its way leads nowhere. */
    private static Directory openBelow(FileSystemAccess access, RawPath target, RawPath path) {
        Directory directory = access.open(target);
        for (FileName name : path.names()) {
            try (Directory above = directory) {
                directory = above.open(name);
            }
        }
        return directory;
    }

    /** The whole snapshot, or the content of one of its directories, goes straight into the target. */
    private Task<ChunkReader> directory(RestoreRun run, Optional<Directory> target, Optional<Node.Directory> node) {
        DirectoryRestore.Source source = new DirectoryRestore.Source(
                node.map(Node.Directory::tree).orElse(snapshot.manifest().tree()),
                node.map(Node.Directory::attributes),
                RawPath.ROOT,
                request.selection().root(),
                () -> target.map(open -> new TargetDirectories.Entered(
                        access.open(request.target()), RestorePlace.Origin.FOUND)));
        return new DirectoryRestore(run, worker -> {}, source);
    }

    private static Task<ChunkReader> single(RestoreRun run, Optional<Directory> target, Node node) {
        return worker -> target.ifPresent(directory -> new EntryRestore(
                        new RestorePlace(run, directory, RawPath.ROOT, RestorePlace.Origin.FOUND), last -> {})
                .restoreAll(List.of(node), worker));
    }
}
