package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.Connection;
import dev.holdfast.client.mount.kernel.Mounting;
import dev.holdfast.engine.repository.Repository;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The snapshots of a repository, mounted at a directory. Stays until {@link #unmount} or until somebody unmounts it from outside. Must be
 * unmounted before the repository is closed. Thread-safe.
 */
public final class SnapshotMount implements AutoCloseable {
    private static final int READ_AHEAD_THREADS = 2;

    private final Mounting mounting;
    private final ChunkCache chunks;
    private final ReadAhead ahead;
    private boolean released;

    private SnapshotMount(Mounting mounting, ChunkCache chunks, ReadAhead ahead) {
        this.mounting = mounting;
        this.chunks = chunks;
        this.ahead = ahead;
    }

    /**
     * Mounts all snapshots.
     *
     * @param mountPoint an empty directory
     * @param failures hears, from any thread, of each failure that a program met as an input/output error
     * @throws dev.holdfast.core.error.HoldfastException UNSUPPORTED if this system cannot mount, ACCESS_DENIED if it refuses to, or what
     *     is wrong with the directory
     */
    public static SnapshotMount mount(
            Repository repository, Path mountPoint, MountOptions options, Consumer<RuntimeException> failures) {
        ChunkCache chunks = new ChunkCache(repository);
        ReadAhead ahead = new ReadAhead(chunks, READ_AHEAD_THREADS, repository.threads("mount-ahead"));
        try {
            Directories directories = new Directories();
            TreeCache trees = new TreeCache(repository.structures());
            ShelfFiles shelf =
                    new ShelfFiles(new Catalogue(repository, options, failures), directories, Mounting.ownIds());
            FileReads reads = new FileReads(new Pieces(trees), chunks, ahead);
            Mounting mounting = Mounting.attach(
                    mountPoint,
                    new Mounting.Plan(
                            options.privilege(), new Connection.Serving(options.audience(), options.threads())),
                    new SnapshotFiles(shelf, directories, trees, reads),
                    failures,
                    repository.threads("mount"));
            return new SnapshotMount(mounting, chunks, ahead);
        } catch (RuntimeException e) {
            release(ahead, chunks);
            throw e;
        }
    }

    /** The same without anybody who hears of failures. */
    public static SnapshotMount mount(Repository repository, Path mountPoint, MountOptions options) {
        return mount(repository, mountPoint, options, failure -> {});
    }

    /** Waits until it is unmounted, by whomever. An interrupt unmounts it. */
    public void await() {
        try {
            mounting.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        unmount();
    }

    /** Whether it is still there. */
    public boolean isMounted() {
        return mounting.isAttached();
    }

    /** Takes the mount away, if it is still there; programs that use it meanwhile get errors from then on. */
    public void unmount() {
        mounting.detach();
        releaseOnce();
    }

    private synchronized void releaseOnce() {
        if (!released) {
            released = true;
            release(ahead, chunks);
        }
    }

    private static void release(ReadAhead ahead, ChunkCache chunks) {
        try {
            ahead.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        chunks.close();
    }

    @Override
    public void close() {
        unmount();
    }
}
