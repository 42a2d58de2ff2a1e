package dev.holdfast.client.check;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.work.WorkPool;
import dev.holdfast.storage.metadata.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One check. {@link #run} does the work; {@link #progress} and {@link #cancel} may be called by other threads meanwhile. */
public final class Check {
    private final Repository repository;
    private final Optional<MetadataStore> rows;
    private final CheckRequest request;
    private final CheckCounters counters = new CheckCounters();
    private final AtomicReference<@Nullable WorkPool<PackReading>> pool = new AtomicReference<>();
    private volatile boolean cancelled;

    /** @param rows the rows behind the repository's metadata service */
    public Check(Repository repository, MetadataStore rows, CheckRequest request) {
        this(repository, Optional.of(rows), request);
    }

    /**
     * A check of a repository whose rows are out of reach: whether every snapshot can be read, with its content if the request says so.
     * Nothing is marked, and packs that no snapshot needs are not looked at.
     */
    public Check(Repository repository, CheckRequest request) {
        this(repository, Optional.empty(), request);
    }

    private Check(Repository repository, Optional<MetadataStore> rows, CheckRequest request) {
        this.repository = repository;
        this.rows = rows;
        this.request = request;
    }

    /** What was done so far. */
    public CheckProgress progress() {
        return counters.snapshot();
    }

    /** Stops a running check soon; {@link #run} then throws {@code INTERRUPTED}. */
    public void cancel() {
        cancelled = true;
        WorkPool<PackReading> running = pool.get();
        if (running != null) {
            running.cancel();
        }
    }

    /** Checks; damage is a result, not a failure. */
    public CheckReport run() {
        if (rows.isEmpty()) {
            return fromOutside();
        }
        List<Finding> index = index(rows.get());
        return index.isEmpty() ? content(rows.get()) : new CheckReport(index, List.of(), Optional.empty(), progress());
    }

    private CheckReport fromOutside() {
        List<Finding> damage = new ArrayList<>();
        try (DataReading reading = new DataReading(repository, request, counters)) {
            TreeWalk walk = new TreeWalk(repository, counters, this::checkRunning, reading::isSound);
            for (Snapshot row : repository.metadata().snapshots()) {
                open(row, damage).ifPresent(walk::walk);
            }
            damage.addAll(walk.findings());
        }
        return new CheckReport(damage, List.of(), Optional.empty(), progress());
    }

    private void checkRunning() {
        if (cancelled) {
            throw new HoldfastException(ErrorCode.INTERRUPTED, "the operation was interrupted");
        }
    }

    /** Comes first: by a damaged index sound packs would look damaged, and be marked so in it. */
    private List<Finding> index(MetadataStore store) {
        try {
            store.verify();
            return List.of();
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.INDEX_DAMAGED) {
                throw e;
            }
            counters.findings.increment();
            return List.of(new Finding.IndexDamaged(String.valueOf(e.getMessage()), e.next()));
        }
    }

    private CheckReport content(MetadataStore store) {
        PackSurvey survey = new PackSurvey(repository, store, request, counters);
        WorkPool<PackReading> workers = new WorkPool<>(
                repository.workers(),
                repository.threads("check"),
                () -> new PackReading(repository, counters),
                PackReading::close);
        pool.set(workers);
        workers.start(survey.start(workers));
        if (cancelled) {
            workers.cancel();
        }
        workers.await();
        TreeWalk walk = new TreeWalk(repository, counters, workers::checkRunning, (chunk, locations) -> true);
        List<Finding> damage = new ArrayList<>();
        Optional<Finding.PacksUnknown> unknown = survey.unknown();
        unknown.ifPresent(_ -> counters.findings.increment());
        for (Snapshot row : repository.metadata().snapshots()) {
            open(row, damage).ifPresent(walk::walk);
        }
        damage.addAll(walk.findings());
        boolean lost = !damage.isEmpty();
        List<Finding> packs = new ArrayList<>(survey.findings());
        List<Finding> replaced = new ArrayList<>();
        if (!lost) {
            // Nothing needs the damaged chunks; a frame has no copy elsewhere.
            packs.removeIf(finding -> !(finding instanceof Finding.PackFrameDamaged) && replaced.add(finding));
        }
        damage.addAll(0, packs);
        return new CheckReport(damage, replaced, unknown, progress());
    }

    private Optional<SnapshotInfo> open(Snapshot row, List<Finding> damage) {
        try {
            return Optional.of(repository.open(row));
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.CORRUPTION) {
                throw e;
            }
            counters.findings.increment();
            damage.add(new Finding.TreeDamaged(row.id(), RawPath.ROOT, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
