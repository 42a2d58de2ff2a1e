package dev.holdfast.server.repository;

import dev.holdfast.core.filter.BloomFilter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionRow;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The walk over a repository's packs that fills a filter, a page of rows and one pack's contents in memory at a time. Thread-safe. */
final class FilterBuild {
    private static final int PAGE_ROWS = 512;
    private static final long SMALLEST_ENTRIES = 1 << 16;
    private static final double ROOM_TO_GROW = 1.25;

    private final MetadataStore rows;
    private final BooleanSupplier stopped;

    /** @param stopped says when to give up */
    FilterBuild(MetadataStore rows, BooleanSupplier stopped) {
        this.rows = rows;
        this.stopped = stopped;
    }

    /** A filter with room for what there is and some more. */
    BloomFilter empty() {
        long facts = rows.statistics().facts();
        return BloomFilter.forEntries(Math.max(SMALLEST_ENTRIES, (long) (facts * ROOM_TO_GROW)));
    }

    /** Names every chunk of every pack; false if it was stopped before the end. */
    boolean fill(Consumer<Fingerprint> each) {
        Optional<PackId> after = Optional.empty();
        List<PackRow> page = rows.packs(after, PAGE_ROWS);
        while (!page.isEmpty()) {
            for (PackRow row : page) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                chunksOf(row.id(), each);
            }
            after = Optional.of(page.getLast().id());
            page = rows.packs(after, PAGE_ROWS);
        }
        return true;
    }

    /** The same for packs of sessions from a sequence on. */
    boolean fillFrom(long sequence, Consumer<Fingerprint> each) {
        long after = sequence - 1;
        List<SessionRow> page = rows.sessions(after, PAGE_ROWS);
        while (!page.isEmpty()) {
            for (SessionRow session : page) {
                for (int ordinal = 0; ordinal < session.packs(); ordinal++) {
                    if (stopped.getAsBoolean()) {
                        return false;
                    }
                    chunksOf(new PackId(session.id(), ordinal), each);
                }
            }
            after = page.getLast().sequence();
            page = rows.sessions(after, PAGE_ROWS);
        }
        return true;
    }

    private void chunksOf(PackId pack, Consumer<Fingerprint> each) {
        rows.segments(pack).ifPresent(segments -> segments.forEach(segment -> segment.chunks().forEach(each)));
    }

    /** The sequence from which on sessions may still add packs. */
    long lowestOpenSequence() {
        long next = rows.sequence() + 1;
        return rows.activeSessions().stream().mapToLong(SessionRow::sequence).min().orElse(next);
    }
}
