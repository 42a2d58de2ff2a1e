package dev.holdfast.storage.metadata;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SnapshotLabels;
import java.util.Optional;

/**
 * A session's row, changed only by compare-and-set on {@code version}.
 *
 * @param sequence position in the one order of all sessions, given out when the row is inserted
 * @param version counts the changes of this row
 * @param parent the pinned parent, if any
 * @param packs how many packs were given out to this session: their ordinals are 0 to {@code packs - 1}
 * @param snapshot what the session committed, if it did; kept when it is forgotten
 */
public record SessionRow(
        SessionId id,
        long sequence,
        long version,
        SessionKind kind,
        SessionState state,
        Optional<SessionId> parent,
        SessionOwner owner,
        int packs,
        Optional<CommittedSnapshot> snapshot) {

    /**
     * What a commit added to the row.
     *
     * @param manifest fingerprint of the manifest chunk
     * @param sealedManifest the manifest as a sealed segment
     * @param labels what may be changed later
     */
    public record CommittedSnapshot(Fingerprint manifest, byte[] sealedManifest, SnapshotLabels labels) {}

    /** This row in another state, one version on. */
    public SessionRow with(SessionState next) {
        return new SessionRow(id, sequence, version + 1, kind, next, parent, owner, packs, snapshot);
    }

    /** This row with one more pack given out, one version on. */
    public SessionRow withPacks(int count) {
        return new SessionRow(id, sequence, version + 1, kind, state, parent, owner, count, snapshot);
    }

    /** This row COMMITTED, or with other labels, one version on. */
    public SessionRow committed(CommittedSnapshot committed) {
        return new SessionRow(
                id, sequence, version + 1, kind, SessionState.COMMITTED, parent, owner, packs, Optional.of(committed));
    }

    /** This row at the place in the order that it was given. */
    public SessionRow withSequence(long given) {
        return new SessionRow(id, given, version, kind, state, parent, owner, packs, snapshot);
    }

    /** Whether both are the same version of the same row: the sequence tells an id apart that was removed and inserted again. */
    public boolean isSameVersion(SessionRow other) {
        return id.equals(other.id) && sequence == other.sequence && version == other.version;
    }

    /** Fails unless this row is a change of {@code expected}: same session and sequence, another version. */
    public void requireSuccessorOf(SessionRow expected) {
        if (!id.equals(expected.id) || sequence != expected.sequence || version == expected.version) {
            throw new IllegalArgumentException("session " + id + " version " + version + " does not follow session "
                    + expected.id + " version " + expected.version);
        }
    }

    /** Fails if this row is ACTIVE, as only closed ones may be removed. */
    public void requireClosed() {
        if (state == SessionState.ACTIVE) {
            throw new IllegalArgumentException("session " + id + " is active and cannot be removed");
        }
    }
}
