package dev.holdfast.storage.service;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The decisions on which the safety of the protocol rests, each in one method with its reason. There is one right answer to
 * each, this one; the simulator replaces one method at a time and shows that snapshots are then lost. Stateless.
 */
public class Rules {
    /** A session counts as a snapshot from its commit on; whoever was expired before that can never commit. */
    public boolean mayCommit(SessionRow session) {
        return session.state() == SessionState.ACTIVE;
    }

    /**
     * Whether a parent, read after the row that names it was durable, may be reused whole. Only one that is COMMITTED at that
     * moment: any collector that comes later marks it, directly or through the pin.
     */
    public boolean mayReuse(SessionRow parent) {
        return parent.state() == SessionState.COMMITTED;
    }

    /**
     * Which chunks a session need not send. Only LIVE packs count, read now: a pack that is condemned later than this has a
     * barrier that waits for the session, one condemned before may not; bytes of an OPEN pack may never come.
     */
    public BitSet present(MetadataStore store, List<Fingerprint> fingerprints) {
        return store.present(fingerprints);
    }

    /** Whether a pack may become LIVE. Never a RETIRED one: its bytes are gone or about to go. */
    public boolean maySeal(PackRow pack) {
        return pack.state() == PackState.OPEN;
    }

    /** The next state of a LIVE pack with too much garbage: still readable until nobody can rely on it. */
    public PackState unwanted() {
        return PackState.CONDEMNED;
    }

    /** The barrier of a condemned pack; called strictly after the condemnation is durable. */
    public long barrier(MetadataStore store) {
        return store.sequence();
    }

    /**
     * Whether nobody can rely on a condemned pack but through a commit that a scan from now on sees. {@code active} was read
     * after the barrier.
     */
    public boolean isDrained(PackRow condemned, List<SessionRow> active) {
        return condemned.barrier().isPresent()
                && active.stream()
                        .filter(session -> session.kind() == SessionKind.BACKUP)
                        .allMatch(session -> session.sequence() > condemned.barrier().getAsLong());
    }

    /**
     * Reads the rows of sessions in ascending order of sequence. Ascending, so that a parent that was forgotten before its row
     * is read is found through the pin of the session that still needs it, whose row comes later. Always anew once the packs to
     * be finished are known, so that the commits that drained them are seen.
     */
    public void scan(MetadataStore store, int pageRows, Consumer<SessionRow> each) {
        long after = 0;
        List<SessionRow> page = store.sessions(after, pageRows);
        while (!page.isEmpty()) {
            page.forEach(each);
            after = page.getLast().sequence();
            page = store.sessions(after, pageRows);
        }
    }

    /** The snapshot that a session's row keeps alive: itself, or while it is active the parent that it pins. */
    public Optional<SessionId> root(SessionRow session) {
        return switch (session.state()) {
            case COMMITTED -> Optional.of(session.id());
            case ACTIVE -> session.parent();
            case FORGOTTEN, EXPIRED -> Optional.empty();
        };
    }

    /**
     * Whether a copy lets a chunk leave the pack {@code leaving}. Only a good one in a LIVE pack: another condemned pack may be
     * on its way out too, each trusting the other.
     */
    public boolean isHome(Fact copy, PackId leaving) {
        return copy.state() == PackState.LIVE
                && copy.condition() == Fact.Condition.GOOD
                && !copy.location().pack().equals(leaving);
    }

    /**
     * Whether segments may be copied out of what was read of a condemned pack. Only out of the very bytes that were sealed: a copy
     * of anything else would pass for good under its fresh digest. {@code found} is empty if the pack could not be read, most
     * likely because a faster collector has finished it.
     */
    public boolean mayCopy(PackRow pack, Optional<Digest> found) {
        return found.isPresent() && found.equals(pack.sealed().map(PackRow.Sealed::digest));
    }
}
