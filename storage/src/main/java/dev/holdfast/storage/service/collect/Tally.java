package dev.holdfast.storage.service.collect;

import dev.holdfast.core.id.PackId;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.service.collect.CollectionReport.Outcome;
import dev.holdfast.storage.service.collect.CollectionReport.Packs;
import dev.holdfast.storage.service.collect.CollectionReport.Waiting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts what a run does. Belongs to one thread. */
final class Tally {
    private int sessionsClosed;
    private int sessionsRemoved;
    private Packs swept = Packs.NONE;
    private Packs deleted = Packs.NONE;
    private Packs written = Packs.NONE;
    private Packs condemned = Packs.NONE;
    private Waiting waiting = Waiting.NOBODY;
    private final Set<PackId> damaged = new LinkedHashSet<>();

    void closed(int sessions) {
        sessionsClosed += sessions;
    }

    void removedSession() {
        sessionsRemoved++;
    }

    void swept() {
        swept = swept.plus(0);
    }

    void deleted(PackRow pack) {
        deleted = deleted.plus(bytes(pack));
    }

    void written(long sizeBytes) {
        written = written.plus(sizeBytes);
    }

    void condemned(PackRow pack) {
        condemned = condemned.plus(bytes(pack));
    }

    void waiting(Waiting now) {
        waiting = now;
    }

    void damaged(PackId pack) {
        damaged.add(pack);
    }

    static long bytes(PackRow pack) {
        return pack.sealed().map(PackRow.Sealed::sizeBytes).orElse(0L);
    }

    CollectionReport report(Outcome outcome) {
        return new CollectionReport(
                outcome,
                sessionsClosed,
                sessionsRemoved,
                swept,
                deleted,
                written,
                condemned,
                waiting,
                List.copyOf(damaged));
    }
}
