package dev.holdfast.storage.service;

import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.util.Optional;

/** Opens sessions and changes their rows. */
public final class SessionLedger {
    private final MetadataStore store;

    public SessionLedger(MetadataStore store) {
        this.store = store;
    }

    /** Inserts an ACTIVE row with a new random id. */
    public SessionRow open(SessionKind kind, Optional<SessionId> parent, SessionOwner owner, Entropy entropy) {
        SessionId id = new SessionId(entropy.id());
        SessionRow draft = new SessionRow(id, 0, 0, kind, SessionState.ACTIVE, parent, owner, 0, Optional.empty());
        try {
            return store.insert(draft);
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.UNKNOWN_OUTCOME) {
                throw e;
            }
            return store.session(id).orElseThrow(() -> e);
        }
    }

    /** Replaces a row; an unknown outcome is settled by reading it again. */
    public boolean change(SessionRow expected, SessionRow next) {
        return Settled.of(
                () -> store.compareAndSet(expected, next),
                () -> store.session(expected.id()).filter(row -> isSame(row, next)).isPresent());
    }

    /**
     * Each change counts the version up, so one with the wanted version and state is ours, or somebody else's to the same end;
     * changes that differ in more than the state compare that too.
     */
    private static boolean isSame(SessionRow row, SessionRow wanted) {
        return row.version() == wanted.version()
                && row.state() == wanted.state()
                && row.packs() == wanted.packs()
                && row.parent().equals(wanted.parent())
                && Snapshots.same(row.snapshot(), wanted.snapshot());
    }

    /** Closes an ACTIVE session; does nothing to one that is closed or unknown. True if this call closed it. */
    public boolean expire(SessionId id) {
        while (true) {
            Optional<SessionRow> row = store.session(id).filter(found -> found.state() == SessionState.ACTIVE);
            if (row.isEmpty()) {
                return false;
            }
            if (change(row.get(), row.get().with(SessionState.EXPIRED))) {
                return true;
            }
        }
    }

    /** Takes the parent out of an ACTIVE row, so that a pin from now on means a parent that was found COMMITTED. */
    SessionRow dropPin(SessionRow pinned) {
        SessionRow row = pinned;
        while (row.state() == SessionState.ACTIVE) {
            SessionRow next = new SessionRow(
                    row.id(), row.sequence(), row.version() + 1, row.kind(), row.state(), Optional.empty(), row.owner(),
                    row.packs(), row.snapshot());
            if (change(row, next)) {
                return next;
            }
            row = store.session(row.id()).orElseThrow(() -> PackLedger.expired(pinned.id()));
        }
        throw PackLedger.expired(pinned.id());
    }

}
