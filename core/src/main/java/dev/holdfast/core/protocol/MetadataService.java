package dev.holdfast.core.protocol;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The protocol between an agent and whoever keeps the rows: sessions, packs, facts, references, snapshots.
 *
 * <p>A lost session shows as {@code SESSION_EXPIRED}: whatever it uploaded stays, the backup has to be started again.
 */
public interface MetadataService extends AutoCloseable {
    /** Opens a session and pins its parent, if there is one and it is still committed. */
    OpenedSession open(SessionRequest request);

    /** Says that the session's owner is alive; called from time to time by its agent. */
    void heartbeat(SessionId session);

    /** Tells which of {@code fingerprints} (at most {@link #MAX_BATCH}) no usable pack holds: bit i stands for the i-th. */
    BitSet missing(SessionId session, List<Fingerprint> fingerprints);

    /** How many bytes of content are worth gathering before {@link #missing} is asked: the more a question costs, the more. */
    default int questionBytes() {
        return 1 << 20;
    }

    /**
     * Asks to be the only one who sends {@code fingerprints} (at most {@link #MAX_BATCH}); the answers are in their order. A claim ends
     * when a pack of the session with the chunk is sealed, and with the session; it never runs out while its session is active. So
     * whoever waits for a chunk that another session holds must first have sealed what it holds itself.
     */
    List<ClaimState> claim(SessionId session, List<Fingerprint> fingerprints);

    /** Gives out the id of the session's next pack and writes the pack's row OPEN. */
    PackId allocate(SessionId session, PackKind kind);

    /**
     * Declares a pack whose bytes are durable: writes its facts and references, then sets its row LIVE.
     *
     * @param sizeBytes length of the pack
     * @param digest SHA-256 of its bytes
     */
    void seal(PackId pack, long sizeBytes, Digest digest, PackContents contents);

    /**
     * Makes the session a snapshot, if everything that the manifest reaches is present.
     *
     * @param manifest fingerprint of the manifest chunk, which lies in a sealed pack
     * @param sealedManifest the same manifest as a sealed segment, so that listing snapshots needs no pack
     */
    CommitOutcome commit(SessionId session, Fingerprint manifest, byte[] sealedManifest);

    /**
     * The same, telling too what the backup says of itself. A service that shows nothing to anybody passes over that.
     *
     * @param totals for people alone
     */
    default CommitOutcome commit(SessionId session, Fingerprint manifest, byte[] sealedManifest, BackupTotals totals) {
        return commit(session, manifest, sealedManifest);
    }

    /** Gives the session up. What it has sealed stays usable until the next collection. */
    void abandon(SessionId session);

    /** All snapshots in ascending order of their sequence number. */
    List<Snapshot> snapshots();

    /** Looks one snapshot up. */
    Optional<Snapshot> snapshot(SessionId id);

    /** Replaces the snapshot's labels; false if the snapshot is gone or was changed since {@code expected} was read. */
    boolean relabel(Snapshot expected, SnapshotLabels labels);

    /** Forgets a snapshot; false if it is protected, gone, or changed since {@code expected} was read. */
    boolean forget(Snapshot expected);

    /** Where each of {@code fingerprints} can be read now, best location first; an empty list for one that is nowhere. */
    List<List<Location>> locate(List<Fingerprint> fingerprints);

    /** The same for who found that an earlier answer does not hold (any more): what is remembered of answers on the way is not used. */
    default List<List<Location>> relocate(List<Fingerprint> fingerprints) {
        return locate(fingerprints);
    }

    /** Largest number of fingerprints in one question. */
    int MAX_BATCH = 8192;

    @Override
    void close();
}
