package dev.holdfast.client.check;

import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.work.Task;
import dev.holdfast.engine.work.WorkPool;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.service.DamageMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Looks at every pack: whether its object is there, and if asked whether its bytes are sound. What is not is marked at once, what is
 * sound again is unmarked. A pack that was collected while it was looked at is no finding.
 */
final class PackSurvey {
    private static final int PAGE_ROWS = 256;

    private final Repository repository;
    private final MetadataStore rows;
    private final DamageMarks marks;
    private final CheckRequest request;
    private final CheckCounters counters;
    private final List<Finding> findings = new ArrayList<>();

    PackSurvey(Repository repository, MetadataStore rows, CheckRequest request, CheckCounters counters) {
        this.repository = repository;
        this.rows = rows;
        this.marks = new DamageMarks(rows);
        this.request = request;
        this.counters = counters;
    }

    /** What was found, once all tasks have run. */
    synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The first task: hands out a page of packs and, below it in the queue, itself for the next page. */
    Task<PackReading> start(WorkPool<PackReading> pool) {
        return page(pool, Optional.empty(), 0);
    }

    private Task<PackReading> page(WorkPool<PackReading> pool, Optional<PackId> after, long ordinal) {
        return worker -> {
            List<PackRow> page = rows.packs(after, PAGE_ROWS);
            List<Task<PackReading>> tasks = new ArrayList<>();
            long next = ordinal;
            for (PackRow row : page) {
                boolean reads = request.reads(next++);
                row.sealed().filter(sealed -> reads).ifPresent(sealed -> counters.totalBytes.addAndGet(sealed.sizeBytes()));
                tasks.add(reading -> look(row, reads, reading));
            }
            if (!page.isEmpty()) {
                tasks.add(page(pool, Optional.of(page.getLast().id()), next));
            }
            pool.submit(tasks);
        };
    }

    /**
     * Packs that have no row, if there are any. A row is there before the first byte of its pack and still after the last, so no other
     * command causes this by running meanwhile.
     */
    Optional<Finding.PacksUnknown> unknown() {
        List<PackId> first = new ArrayList<>();
        long[] count = {0};
        repository.chunks().list(pack -> {
            if (rows.pack(pack).isEmpty() && repository.chunks().size(pack).isPresent()) {
                count[0]++;
                if (first.isEmpty()) {
                    first.add(pack);
                }
            }
        });
        return first.stream().findFirst().map(pack -> new Finding.PacksUnknown(pack, count[0]));
    }

    private void look(PackRow row, boolean reads, PackReading reading) {
        if (!isReadable(row) || row.sealed().isEmpty()) {
            return;
        }
        PackRow.Sealed sealed = row.sealed().get();
        OptionalLong size = repository.chunks().size(row.id());
        if (size.isEmpty()) {
            gone(row.id(), "pack " + row.id() + " is missing");
        } else if (size.getAsLong() != sealed.sizeBytes()) {
            gone(row.id(), "pack " + row.id() + " has " + size.getAsLong() + " bytes instead of " + sealed.sizeBytes());
        } else if (reads) {
            read(row.id(), sealed, reading);
        }
        counters.packs.increment();
    }

    private void read(PackId pack, PackRow.Sealed sealed, PackReading reading) {
        Optional<PackContents> contents = rows.contents(pack);
        if (contents.isEmpty()) {
            return;
        }
        try {
            List<Finding> found = reading.read(pack, sealed.sizeBytes(), sealed.digest(), contents.get());
            List<Fingerprint> chunks = found.stream().flatMap(PackSurvey::chunks).toList();
            if (chunks.isEmpty()) {
                marks.clear(pack);
            } else {
                marks.mark(pack, chunks);
            }
            report(pack, found);
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.CORRUPTION) {
                throw e;
            }
            gone(pack, String.valueOf(e.getMessage()));
        }
    }

    private static Stream<Fingerprint> chunks(Finding finding) {
        return finding instanceof Finding.PackDamaged damaged ? damaged.chunks().stream() : Stream.empty();
    }

    private void gone(PackId pack, String message) {
        marks.markWhole(pack);
        report(pack, List.of(new Finding.PackGone(pack, message)));
    }

    private void report(PackId pack, List<Finding> found) {
        if (found.isEmpty() || rows.pack(pack).filter(PackSurvey::isReadable).isEmpty()) {
            return;
        }
        synchronized (this) {
            findings.addAll(found);
        }
        counters.findings.add(found.size());
    }

    private static boolean isReadable(PackRow row) {
        return row.state() == PackState.LIVE || row.state() == PackState.CONDEMNED;
    }
}
