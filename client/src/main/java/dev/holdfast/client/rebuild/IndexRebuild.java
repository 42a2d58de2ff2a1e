package dev.holdfast.client.rebuild;

import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.rebuild.Rebuild;
import dev.holdfast.storage.service.rebuild.RebuildReport;

/** One rebuild. {@link #run} does the work; {@link #progress} and {@link #cancel} may be called by other threads meanwhile. */
public final class IndexRebuild {
    private final Repository repository;
    private final MetadataStore fresh;
    private final RebuildCounters counters = new RebuildCounters();
    private volatile boolean cancelled;

    /** @param fresh the empty store behind the repository's metadata service; useless if the rebuild does not come to its end */
    public IndexRebuild(Repository repository, MetadataStore fresh) {
        this.repository = repository;
        this.fresh = fresh;
    }

    /** What was done so far. */
    public RebuildProgress progress() {
        return counters.snapshot();
    }

    /** Stops a running rebuild soon; {@link #run} then throws {@code INTERRUPTED}. */
    public void cancel() {
        cancelled = true;
    }

    /** Fills the store; damage is a result, not a failure. */
    public RebuiltIndex run() {
        try (RepositoryPacks packs = new RepositoryPacks(repository, counters, () -> cancelled)) {
            RebuildReport report = new Rebuild(fresh, packs).run(counters.packs::set);
            return new RebuiltIndex(report, packs.damage(), progress());
        }
    }
}
