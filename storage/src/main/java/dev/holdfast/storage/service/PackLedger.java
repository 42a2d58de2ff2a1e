package dev.holdfast.storage.service;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.util.Optional;

/** Gives packs out and changes their rows, for agents and for the collector alike. */
public final class PackLedger {
    private final MetadataStore store;
    private final Rules rules;

    public PackLedger(MetadataStore store, Rules rules) {
        this.store = store;
        this.rules = rules;
    }

    /** Gives out the session's next pack; {@code SESSION_EXPIRED} if the session is closed. */
    public PackId allocate(SessionId session, PackKind kind) {
        while (true) {
            SessionRow row = active(session);
            PackRow open = PackRow.open(new PackId(session, row.packs()), kind);
            if (allocated(row, open)) {
                return open.id();
            }
        }
    }

    /**
     * An unknown outcome counts as lost: another thread of the same session may have won this ordinal, and a row that was
     * written after all is swept once the session is closed.
     */
    private boolean allocated(SessionRow row, PackRow open) {
        return Settled.of(() -> store.allocate(row, row.withPacks(row.packs() + 1), open), () -> false);
    }

    private SessionRow active(SessionId session) {
        return store.session(session)
                .filter(row -> row.state() == SessionState.ACTIVE)
                .orElseThrow(() -> expired(session));
    }

    /** Writes the pack's contents and sets its row LIVE; again with the same digest changes nothing. */
    public void seal(PackId pack, long sizeBytes, Digest digest, PackContents contents) {
        PackRow.Sealed sealed = new PackRow.Sealed(sizeBytes, digest, contents.chunkCount());
        boolean written = false;
        while (true) {
            PackRow row = store.pack(pack).orElseThrow(() -> expired(pack.session()));
            if (row.sealed().isPresent() && row.state() != PackState.RETIRED) {
                requireSame(row, sealed);
                return;
            }
            if (!rules.maySeal(row)) {
                dropContents(row, written);
                throw expired(pack.session());
            }
            store.putContents(pack, contents);
            written = true;
            if (change(row, row.live(sealed))) {
                return;
            }
        }
    }

    private static void requireSame(PackRow row, PackRow.Sealed sealed) {
        if (!row.sealed().equals(Optional.of(sealed))) {
            throw new HoldfastException(ErrorCode.INTERNAL, "pack " + row.id() + " was sealed twice with different bytes");
        }
    }

    /** Whoever swept the pack may have done so before the contents were written. */
    private void dropContents(PackRow swept, boolean written) {
        if (written) {
            store.removeContents(swept.id());
        }
    }

    /** Replaces a pack's row; an unknown outcome is settled by reading the row again. */
    public boolean change(PackRow expected, PackRow next) {
        return Settled.of(
                () -> store.compareAndSet(expected, next),
                () -> store.pack(expected.id()).equals(Optional.of(next)));
    }

    /** Removes the row of a RETIRED pack whose bytes are gone; whoever lost the answer does it again, or the next run does. */
    public void remove(PackRow retired) {
        try {
            store.remove(retired);
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.UNKNOWN_OUTCOME) {
                throw e;
            }
        }
    }

    static HoldfastException expired(SessionId session) {
        return new HoldfastException(
                ErrorCode.SESSION_EXPIRED,
                "session " + session + " was closed by somebody else, because its owner seemed to be gone",
                "run the backup again; what was uploaded is not uploaded twice");
    }
}
