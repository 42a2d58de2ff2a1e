package dev.holdfast.server.storage;

import dev.holdfast.core.id.PackId;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A count of what a repository's rows hold.
 *
 * @param live packs that are in use
 * @param condemned packs that wait to be collected
 * @param chunks copies of chunks in both
 * @param indexBytes what the rows themselves take
 * @param snapshots ids of all snapshots
 */
record Census(Packs live, Packs condemned, long chunks, long indexBytes, Set<String> snapshots) {
    private static final int PAGE_ROWS = 1024;

    Census {
        snapshots = Set.copyOf(snapshots);
    }

    /** A number of packs and their length. */
    record Packs(long count, long bytes) {
        static final Packs NONE = new Packs(0, 0);

        Packs plus(PackRow pack) {
            return new Packs(count + 1, bytes + pack.sealed().map(PackRow.Sealed::sizeBytes).orElse(0L));
        }
    }

    /** Counts, a page at a time. */
    static Census of(MetadataStore rows) {
        Packs live = Packs.NONE;
        Packs condemned = Packs.NONE;
        long chunks = 0;
        Optional<PackId> after = Optional.empty();
        List<PackRow> page;
        do {
            page = rows.packs(after, PAGE_ROWS);
            for (PackRow pack : page) {
                live = pack.state() == PackState.LIVE ? live.plus(pack) : live;
                condemned = pack.state() == PackState.CONDEMNED ? condemned.plus(pack) : condemned;
                chunks += isReadable(pack) ? pack.sealed().map(PackRow.Sealed::chunks).orElse(0) : 0;
                after = Optional.of(pack.id());
            }
        } while (page.size() == PAGE_ROWS);
        return new Census(live, condemned, chunks, rows.statistics().storeBytes(), snapshots(rows));
    }

    private static boolean isReadable(PackRow pack) {
        return pack.state() == PackState.LIVE || pack.state() == PackState.CONDEMNED;
    }

    private static Set<String> snapshots(MetadataStore rows) {
        Set<String> found = new HashSet<>();
        long after = 0;
        List<SessionRow> page;
        do {
            page = rows.sessions(after, PAGE_ROWS);
            for (SessionRow session : page) {
                if (session.state() == SessionState.COMMITTED) {
                    found.add(session.id().toString());
                }
                after = session.sequence();
            }
        } while (page.size() == PAGE_ROWS);
        return found;
    }
}
