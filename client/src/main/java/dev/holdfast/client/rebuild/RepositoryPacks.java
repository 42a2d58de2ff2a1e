package dev.holdfast.client.rebuild;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.segment.SegmentReader;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.service.rebuild.PackCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The packs of a repository, read with its keys. Belongs to one thread. */
final class RepositoryPacks implements PackCatalogue, AutoCloseable {
    private final Repository repository;
    private final RebuildCounters counters;
    private final BooleanSupplier cancelled;
    private final SegmentReader segments;
    private final List<PackDamage> damage = new ArrayList<>();

    RepositoryPacks(Repository repository, RebuildCounters counters, BooleanSupplier cancelled) {
        this.repository = repository;
        this.counters = counters;
        this.cancelled = cancelled;
        this.segments = new SegmentReader(repository.keys());
    }

    /** What could not be read in packs of which something could. */
    List<PackDamage> damage() {
        return List.copyOf(damage);
    }

    @Override
    public void list(Consumer<PackId> each) {
        repository.chunks().list(pack -> {
            counters.totalPacks.incrementAndGet();
            counters.totalBytes.addAndGet(repository.chunks().size(pack).orElse(0));
            each.accept(pack);
        });
    }

    @Override
    public Entry read(PackId pack) {
        PackExamination examination = new PackExamination(repository, segments, pack, this::took);
        Entry entry = entry(examination);
        switch (entry) {
            case Entry.Unreadable unreadable -> counters.damages.incrementAndGet();
            case Entry.Read read -> {
                damage.addAll(examination.damage());
                counters.damages.addAndGet(examination.damage().size());
                counters.snapshots.addAndGet(read.manifests().size());
            }
        }
        return entry;
    }

    /** A disk that fails to read one pack must not keep everybody from all others. */
    private static Entry entry(PackExamination examination) {
        try {
            return examination.run();
        } catch (HoldfastException e) {
            if (e.kind() == ErrorKind.CORRUPTION || e.code() == ErrorCode.IO_FAILED) {
                return new Entry.Unreadable(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private void took(long bytes) {
        counters.bytesRead.addAndGet(bytes);
        if (cancelled.getAsBoolean()) {
            throw new HoldfastException(
                    ErrorCode.INTERRUPTED,
                    "the rebuild was interrupted; the repository has no index until it is run again",
                    "holdfast rebuild-index");
        }
    }

    @Override
    public void close() {
        segments.close();
    }
}
