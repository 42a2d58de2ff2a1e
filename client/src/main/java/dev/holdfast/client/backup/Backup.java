package dev.holdfast.client.backup;

import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.upload.ChunkUploader;
import dev.holdfast.client.upload.Upload;
import dev.holdfast.client.upload.UploadCounters;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.BackupTotals;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.work.Task;
import dev.holdfast.engine.work.WorkPool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One backup, from opening its session to its snapshot. {@link #run} does the work; {@link #progress} and {@link #cancel} may be
 * called by other threads meanwhile.
 */
public final class Backup {
    private final Repository repository;
    private final FileSystemAccess access;
    private final BackupRequest request;
    private final BackupListener listener;
    private final BackupCounters counters = new BackupCounters();
    private final AtomicReference<@Nullable Upload> upload = new AtomicReference<>();
    private final AtomicReference<@Nullable WorkPool<Worker>> pool = new AtomicReference<>();
    private volatile boolean cancelled;

    public Backup(Repository repository, FileSystemAccess access, BackupRequest request, BackupListener listener) {
        this.repository = repository;
        this.access = access;
        this.request = request;
        this.listener = listener;
    }

    /** What was done so far. */
    public BackupProgress progress() {
        Upload running = upload.get();
        return counters.snapshot(running == null ? new UploadCounters() : running.counters());
    }

    /** Stops a running backup soon; {@link #run} then throws {@code INTERRUPTED}. What was uploaded is not uploaded again next time. */
    public void cancel() {
        cancelled = true;
        WorkPool<Worker> running = pool.get();
        if (running != null) {
            running.cancel();
        }
        Upload sending = upload.get();
        if (sending != null) {
            sending.cancel();
        }
    }

    /**
     * Backs up and commits.
     *
     * @throws HoldfastException if no snapshot was made; nothing is lost then, and nothing half-made is visible
     */
    public BackupReport run() {
        Optional<SessionId> parent = ParentChoice.choose(repository, request);
        OpenedSession session = repository.openSession(new SessionRequest(parent, repository.owner()));
        boolean committed = false;
        try (var heartbeat = repository.keepAlive(session.id())) {
            BackupReport report = attempt(session);
            committed = report.snapshot().isPresent();
            return report;
        } finally {
            if (!committed) {
                repository.metadata().abandon(session.id());
            }
        }
    }

    private BackupReport attempt(OpenedSession session) {
        Optional<Fingerprint> parentTree =
                session.parent().map(snapshot -> repository.open(snapshot).manifest().tree());
        Upload sending = new Upload(repository, session.id(), switch (request.effect()) {
            case STORE -> Upload.Effect.STORE;
            case STORE_CLAIMED -> Upload.Effect.STORE_CLAIMED;
            case DRY_RUN -> Upload.Effect.COUNT_ONLY;
        });
        upload.set(sending);
        Fingerprint tree = scan(session, sending, parentTree);
        BackupProgress totals = progress();
        Optional<SessionId> snapshot = switch (request.effect()) {
            case STORE, STORE_CLAIMED -> Optional.of(commit(session, sending, manifest(session.id(), tree, totals)).id());
            case DRY_RUN -> Optional.empty();
        };
        return new BackupReport(snapshot, session.parent().map(Snapshot::id), totals);
    }

    private Fingerprint scan(OpenedSession session, Upload sending, Optional<Fingerprint> parentTree) {
        var trees = new SoundStructures(session.damaged(), repository.structures());
        WorkPool<Worker> workers = pool(sending);
        BackupRun run = new BackupRun(
                workers,
                request.scan(),
                new Comparison(request.scan().change(), session.damaged(), trees),
                trees,
                new HardLinks(),
                access.owners(),
                counters,
                listener);
        Source source = switch (request.sources()) {
            case BackupRequest.Sources.Paths paths -> new RootScan(run, access, paths.paths(), parentTree);
            case BackupRequest.Sources.Stream stream -> new StreamSource(run, stream, request.identity().time());
        };
        workers.start(source);
        if (cancelled) {
            workers.cancel();
            sending.cancel();
        }
        workers.await();
        sending.await();
        return source.tree();
    }

    private WorkPool<Worker> pool(Upload sending) {
        WorkPool<Worker> workers = new WorkPool<>(
                repository.workers(),
                repository.threads("backup"),
                () -> new Worker(
                        new ChunkUploader(sending), repository.cutter(), counters.bytesRead, this::checkRunning),
                worker -> worker.uploader().flush());
        pool.set(workers);
        return workers;
    }

    private void checkRunning() {
        WorkPool<Worker> running = pool.get();
        if (running != null) {
            running.checkRunning();
        }
    }

    /** A first task that knows the tree of the whole backup when all tasks are done. */
    interface Source extends Task<Worker> {
        /** The TREE chunk of {@code /}. */
        Fingerprint tree();
    }

    private Manifest manifest(SessionId snapshot, Fingerprint tree, BackupProgress totals) {
        BackupRequest.Identity identity = request.identity();
        List<RawPath> paths = switch (request.sources()) {
            case BackupRequest.Sources.Paths given -> given.paths();
            case BackupRequest.Sources.Stream stream -> List.of(stream.path());
        };
        return new Manifest(
                snapshot,
                tree,
                identity.time(),
                identity.host(),
                identity.user(),
                paths.stream().map(RawPath::bytes).toList(),
                identity.tags(),
                totals.unreadable() == 0 ? Manifest.Completeness.COMPLETE : Manifest.Completeness.INCOMPLETE,
                new Manifest.Statistics(
                        totals.files(),
                        totals.directories(),
                        totals.others(),
                        totals.bytes(),
                        totals.newChunks(),
                        totals.newBytes(),
                        totals.storedBytes(),
                        totals.unreadable()));
    }

    private Snapshot commit(OpenedSession session, Upload sending, Manifest manifest) {
        byte[] content = manifest.encode();
        Fingerprint chunk;
        try (ChunkUploader uploader = new ChunkUploader(sending)) {
            References references = new References(List.of(manifest.tree()), List.of());
            chunk = uploader.put(ChunkType.MANIFEST, content, content.length, references);
            uploader.flush();
        }
        sending.await();
        byte[] sealed = repository.seal(content);
        return switch (repository.metadata().commit(session.id(), chunk, sealed, told(manifest.statistics()))) {
            case CommitOutcome.Committed done -> done.snapshot();
            case CommitOutcome.Expired expired -> throw new HoldfastException(
                    ErrorCode.SESSION_EXPIRED,
                    "the backup's session was closed by somebody else before it could commit",
                    "run the backup again: what it uploaded is not uploaded again");
            case CommitOutcome.Incomplete incomplete -> throw new HoldfastException(
                    ErrorCode.CHUNK_MISSING,
                    incomplete.missing().size() + " chunks that the snapshot needs are not in the repository, the first is "
                            + incomplete.missing().getFirst(),
                    "run the backup again with --force, which reads every file");
        };
    }

    private static BackupTotals told(Manifest.Statistics counted) {
        return new BackupTotals(
                counted.files(), counted.unreadable(), counted.bytes(), counted.newBytes(), counted.storedBytes());
    }
}
