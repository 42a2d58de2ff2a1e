package dev.holdfast.core.protocol;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import java.util.Optional;
import java.util.Set;

/**
 * An open session.
 *
 * @param id its name, also that of the snapshot it may become
 * @param sequence its sequence number
 * @param parent the pinned parent: its whole closure may be reused without a question, but for what is damaged
 * @param damaged chunks known to have no usable copy; whoever sees their content again sends it anew
 */
public record OpenedSession(SessionId id, long sequence, Optional<Snapshot> parent, Set<Fingerprint> damaged) {
    public OpenedSession {
        damaged = Set.copyOf(damaged);
    }
}
