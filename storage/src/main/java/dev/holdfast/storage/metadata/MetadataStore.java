package dev.holdfast.storage.metadata;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.References;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Rows with compare-and-set, facts, references and damage marks.
 *
 * <p>Each method is atomic and, once it has returned, durable, unless it says otherwise; a method that is cut short by a crash
 * took effect wholly or not at all. Session and pack rows are linearizable. Lists come in pages, so that memory does not grow
 * with the repository.
 */
public interface MetadataStore extends AutoCloseable {
    /** The sequence number given out last; 0 in a new store. */
    long sequence();

    /**
     * Inserts a row with the next sequence number, in one step, and returns it as stored; {@code draft}'s number is ignored.
     * A second row with the same id is {@code INTERNAL}.
     */
    SessionRow insert(SessionRow draft);

    Optional<SessionRow> session(SessionId id);

    /** Rows with a sequence above {@code after}, ascending, at most {@code limit}. */
    List<SessionRow> sessions(long after, int limit);

    /** ACTIVE rows, ascending by sequence. */
    List<SessionRow> activeSessions();

    /** Replaces the row if it still has {@code expected.version()}; {@code next} must have another one. */
    boolean compareAndSet(SessionRow expected, SessionRow next);

    /** Removes a closed row and its heartbeats for good; false if it was changed meanwhile. */
    boolean remove(SessionRow expected);

    /** Counts the session's heartbeat up by one, if it has a row; need not be durable. */
    void beat(SessionId id);

    /** The session's heartbeat counter; 0 if it never beat. */
    long beats(SessionId id);

    /** Gives out the owner's next pack: counts its row up by compare-and-set and inserts {@code open}. False if it lost a race. */
    boolean allocate(SessionRow expected, SessionRow next, PackRow open);

    Optional<PackRow> pack(PackId id);

    /** Rows with an id above {@code after} (all if empty), ascending by id, at most {@code limit}. */
    List<PackRow> packs(Optional<PackId> after, int limit);

    /** Replaces the row if there is one and its state and barrier are still those of {@code expected}. */
    boolean compareAndSet(PackRow expected, PackRow next);

    /** Removes a RETIRED row for good, with what is left of the pack's contents; a row in another state stays. */
    void remove(PackRow retired);

    /**
     * Writes the facts and references of a pack: no row changes, nothing is present yet. Durable at the latest when {@link
     * #compareAndSet(PackRow, PackRow)} of the same pack is. What an earlier call wrote for the pack is replaced. For a pack
     * without a row nothing is written, because it can never become LIVE.
     */
    void putContents(PackId pack, PackContents contents);

    /** What {@link #putContents} wrote, or empty. */
    Optional<PackContents> contents(PackId pack);

    /** The segments that {@link #putContents} wrote, or empty; cheaper than all of the contents. */
    default Optional<List<PackContents.Segment>> segments(PackId pack) {
        return contents(pack).map(PackContents::segments);
    }

    /** Removes the pack's facts, damage marks and contents, and the references of chunks that no fact is left of. */
    void removeContents(PackId pack);

    /** For each fingerprint, bit i is set if some LIVE pack has a GOOD copy of the i-th. */
    BitSet present(List<Fingerprint> fingerprints);

    /**
     * Grows in the same step whenever something {@link #present} may have ceased to be so: a LIVE pack got another state or other
     * contents, or copies were marked as damaged. As long as it stays the same, what was present still is.
     */
    long withdrawals();

    /**
     * Claims chunks for an ACTIVE session, all in one step: PRESENT where {@link #present} holds, HELD where another session that is
     * ACTIVE has claimed the chunk, otherwise GRANTED. Empty if the session is closed or unknown, and then nothing is claimed. A claim
     * ends in the same step in which a pack of its session that holds the chunk becomes LIVE, or its session is closed.
     *
     * <p>Need not be durable: a claim that a power cut takes away costs a chunk that is sent twice.
     */
    Optional<List<ClaimState>> claim(SessionId session, List<Fingerprint> fingerprints);

    /** For each fingerprint all its facts, in no particular order. */
    List<List<Fact>> facts(List<Fingerprint> fingerprints);

    Optional<References> references(Fingerprint chunk);

    /** Marks copies in a pack as damaged; a chunk that the pack does not hold is passed over. */
    void markBad(PackId pack, Collection<Fingerprint> chunks);

    /** Takes damage marks of a pack back, after its bytes were found sound. */
    void clearBad(PackId pack);

    /** Chunks that have a damage mark and no GOOD copy in a LIVE or CONDEMNED pack; at most {@code limit}. */
    List<Fingerprint> damaged(int limit);

    /** Counts of rows and bytes, for people. */
    StoreStatistics statistics();

    /** Reads the whole store and fails with {@code INDEX_DAMAGED} unless every row is as it was written and none is missing. */
    default void verify() {}

    @Override
    void close();
}
