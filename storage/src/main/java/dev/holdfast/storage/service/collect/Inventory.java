package dev.holdfast.storage.service.collect;

import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows as a run found them when it began, read in this order: closed sessions, packs, active sessions. So a pack in here
 * whose owner is not among the active was written by a session closed by then, and a closed session in here without a pack has
 * none and gets none.
 *
 * @param closed sessions that are neither active nor a snapshot; at most {@link #MAX_CLOSED}
 */
record Inventory(List<SessionRow> closed, List<PackRow> packs, List<SessionRow> active) {
    /** More closed sessions than this are left for the next run. */
    static final int MAX_CLOSED = 10_000;

    static Inventory read(MetadataStore store, int pageRows) {
        List<SessionRow> closed = closedSessions(store, pageRows);
        List<PackRow> packs = packs(store, pageRows);
        return new Inventory(closed, packs, store.activeSessions());
    }

    private static List<SessionRow> closedSessions(MetadataStore store, int pageRows) {
        List<SessionRow> closed = new ArrayList<>();
        List<SessionRow> page = store.sessions(0, pageRows);
        while (!page.isEmpty() && closed.size() < MAX_CLOSED) {
            page.stream().filter(Inventory::isClosed).forEach(closed::add);
            page = store.sessions(page.getLast().sequence(), pageRows);
        }
        return closed;
    }

    private static boolean isClosed(SessionRow row) {
        return row.state() == SessionState.FORGOTTEN || row.state() == SessionState.EXPIRED;
    }

    private static List<PackRow> packs(MetadataStore store, int pageRows) {
        List<PackRow> packs = new ArrayList<>();
        List<PackRow> page = store.packs(Optional.empty(), pageRows);
        while (!page.isEmpty()) {
            packs.addAll(page);
            page = store.packs(Optional.of(page.getLast().id()), pageRows);
        }
        return packs;
    }

    List<PackRow> in(PackState state) {
        return packs.stream().filter(pack -> pack.state() == state).toList();
    }

    /** Packs in {@code state} whose owner is closed. */
    List<PackRow> ownerless(PackState state) {
        Set<SessionId> owners = new HashSet<>();
        active.forEach(session -> owners.add(session.id()));
        return in(state).stream().filter(pack -> !owners.contains(pack.id().session())).toList();
    }

    /**
     * Closed sessions that nothing refers to: no pack is theirs, and no active session pins them. Who pins a forgotten snapshot
     * rightly did so before it was forgotten, hence before these rows were read.
     */
    List<SessionRow> unused() {
        Set<SessionId> needed = new HashSet<>();
        packs.stream().map(PackRow::id).map(PackId::session).forEach(needed::add);
        active.forEach(session -> session.parent().ifPresent(needed::add));
        return closed.stream().filter(session -> !needed.contains(session.id())).toList();
    }

    long chunks() {
        return packs.stream()
                .flatMap(pack -> pack.sealed().stream())
                .mapToLong(PackRow.Sealed::chunks)
                .sum();
    }
}
