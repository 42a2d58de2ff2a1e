package dev.holdfast.storage.service;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionRow.CommittedSnapshot;
import dev.holdfast.storage.metadata.SessionState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The metadata service in this process, straight over a metadata store. Any number of them, in any number of processes, may
 * share one store. Closing the service closes its store.
 */
public final class EmbeddedMetadataService implements MetadataService {
    /** With more damaged chunks than this a session gets no parent and looks everything up. */
    static final int MAX_DAMAGED = 100_000;

    private static final int PAGE_ROWS = 512;

    private final MetadataStore store;
    private final Entropy entropy;
    private final Rules rules;
    private final IndexFence fence;
    private final SessionLedger sessions;
    private final PackLedger packs;

    public EmbeddedMetadataService(MetadataStore store, Entropy entropy) {
        this(store, entropy, IndexFence.NONE);
    }

    /** A service over a store that a rebuild may replace. */
    public EmbeddedMetadataService(MetadataStore store, Entropy entropy, IndexFence fence) {
        this(store, entropy, fence, new Rules());
    }

    /** A service that goes by other rules; for simulation. */
    public EmbeddedMetadataService(MetadataStore store, Entropy entropy, IndexFence fence, Rules rules) {
        this.store = store;
        this.entropy = entropy;
        this.fence = fence;
        this.rules = rules;
        this.sessions = new SessionLedger(store);
        this.packs = new PackLedger(store, rules);
    }

    @Override
    public OpenedSession open(SessionRequest request) {
        SessionRow row = sessions.open(SessionKind.BACKUP, request.parent(), request.owner(), entropy);
        List<Fingerprint> damaged = store.damaged(MAX_DAMAGED + 1);
        // The pin is durable by now. Read any earlier, the parent could be forgotten and collected before anybody sees the pin.
        Optional<Snapshot> parent = damaged.size() > MAX_DAMAGED ? Optional.empty() : pinned(row);
        if (parent.isEmpty() && row.parent().isPresent()) {
            sessions.dropPin(row);
        }
        return new OpenedSession(
                row.id(),
                row.sequence(),
                parent,
                new HashSet<>(damaged.subList(0, Math.min(damaged.size(), MAX_DAMAGED))));
    }

    private Optional<Snapshot> pinned(SessionRow row) {
        return row.parent()
                .flatMap(store::session)
                .filter(rules::mayReuse)
                .flatMap(Snapshots::committedBy);
    }

    @Override
    public void heartbeat(SessionId session) {
        requireActive(session);
        store.beat(session);
    }

    @Override
    public BitSet missing(SessionId session, List<Fingerprint> fingerprints) {
        requireBatch(fingerprints);
        BitSet missing = rules.present(store, fingerprints);
        missing.flip(0, fingerprints.size());
        // Only a courtesy, so that a lost session ends early: the commit is what fences it.
        requireActive(session);
        return missing;
    }

    @Override
    public List<ClaimState> claim(SessionId session, List<Fingerprint> fingerprints) {
        requireBatch(fingerprints);
        return store.claim(session, fingerprints).orElseThrow(() -> PackLedger.expired(session));
    }

    private void requireActive(SessionId session) {
        if (!isActive(session)) {
            throw PackLedger.expired(session);
        }
    }

    private boolean isActive(SessionId session) {
        return store.session(session).filter(rules::mayCommit).isPresent();
    }

    private static void requireBatch(List<Fingerprint> fingerprints) {
        if (fingerprints.size() > MAX_BATCH) {
            throw new HoldfastException(
                    ErrorCode.LIMIT_EXCEEDED,
                    fingerprints.size() + " fingerprints in one question, at most " + MAX_BATCH + " are answered");
        }
    }

    @Override
    public PackId allocate(SessionId session, PackKind kind) {
        // Again a courtesy: the new index would never know of the pack.
        if (!fence.isCurrent()) {
            throw PackLedger.expired(session);
        }
        return packs.allocate(session, kind);
    }

    @Override
    public void seal(PackId pack, long sizeBytes, Digest digest, PackContents contents) {
        packs.seal(pack, sizeBytes, digest, contents);
    }

    @Override
    public CommitOutcome commit(SessionId session, Fingerprint manifest, byte[] sealedManifest) {
        CommittedSnapshot snapshot = new CommittedSnapshot(manifest, sealedManifest, SnapshotLabels.INITIAL);
        boolean complete = false;
        while (true) {
            Optional<SessionRow> row = store.session(session);
            Optional<Snapshot> done = row.flatMap(Snapshots::of).filter(found -> found.manifest().equals(manifest));
            if (done.isPresent()) {
                return reported(done.get());
            }
            if (row.filter(rules::mayCommit).isEmpty()) {
                return new CommitOutcome.Expired();
            }
            // What is found present while the session is active stays so until it is closed: once is enough.
            List<Fingerprint> missing = complete ? List.of() : missing(row.get(), manifest);
            if (!missing.isEmpty()) {
                return isActive(session) ? new CommitOutcome.Incomplete(missing) : new CommitOutcome.Expired();
            }
            complete = true;
            sessions.change(row.get(), row.get().committed(snapshot));
        }
    }

    /** A commit into an index that was replaced is none: the new index was made without it. */
    private CommitOutcome reported(Snapshot snapshot) {
        return fence.isCurrent() ? new CommitOutcome.Committed(snapshot) : new CommitOutcome.Expired();
    }

    private List<Fingerprint> missing(SessionRow session, Fingerprint manifest) {
        ClosureCheck check = new ClosureCheck(store, session);
        // A damaged chunk may lie below a node that the parent covers; then nothing is taken on trust.
        if (!store.damaged(1).isEmpty()) {
            return check.missing(manifest, Optional.empty());
        }
        Optional<Fingerprint> covered = session.parent()
                .flatMap(store::session)
                .flatMap(SessionRow::snapshot)
                .map(CommittedSnapshot::manifest);
        return check.trusting(session).missing(manifest, covered);
    }

    @Override
    public void abandon(SessionId session) {
        sessions.expire(session);
    }

    @Override
    public List<Snapshot> snapshots() {
        List<Snapshot> snapshots = new ArrayList<>();
        List<SessionRow> page = store.sessions(0, PAGE_ROWS);
        while (!page.isEmpty()) {
            page.forEach(row -> Snapshots.of(row).ifPresent(snapshots::add));
            page = store.sessions(page.getLast().sequence(), PAGE_ROWS);
        }
        return snapshots;
    }

    @Override
    public Optional<Snapshot> snapshot(SessionId id) {
        return store.session(id).flatMap(Snapshots::of);
    }

    @Override
    public boolean relabel(Snapshot expected, SnapshotLabels labels) {
        Optional<SessionRow> row = unchanged(expected);
        if (row.isEmpty()) {
            return false;
        }
        CommittedSnapshot next =
                new CommittedSnapshot(expected.manifest(), row.get().snapshot().orElseThrow().sealedManifest(), labels);
        return lasting(sessions.change(row.get(), row.get().committed(next)));
    }

    @Override
    public boolean forget(Snapshot expected) {
        Optional<SessionRow> row = unchanged(expected).filter(found -> !isProtected(found));
        return row.isPresent() && lasting(sessions.change(row.get(), row.get().with(SessionState.FORGOTTEN)));
    }

    /** A change of an index that was replaced is lost, which must not go unsaid. */
    private boolean lasting(boolean changed) {
        if (changed && !fence.isCurrent()) {
            throw new HoldfastException(
                    ErrorCode.STORE_BUSY,
                    "the index was rebuilt while it was changed, so the change is lost",
                    "run the same command again when the rebuild has ended");
        }
        return changed;
    }

    private Optional<SessionRow> unchanged(Snapshot expected) {
        return store.session(expected.id())
                .filter(row -> row.state() == SessionState.COMMITTED && row.version() == expected.version());
    }

    private static boolean isProtected(SessionRow row) {
        return row.snapshot().orElseThrow().labels().protection() == Protection.PROTECTED;
    }

    @Override
    public List<List<Location>> locate(List<Fingerprint> fingerprints) {
        requireBatch(fingerprints);
        return store.facts(fingerprints).stream().map(EmbeddedMetadataService::readable).toList();
    }

    /** A LIVE pack outlives a condemned one, so its copies come first. */
    private static List<Location> readable(List<Fact> copies) {
        List<Location> locations = new ArrayList<>(copies.size());
        for (PackState state : List.of(PackState.LIVE, PackState.CONDEMNED)) {
            copies.stream()
                    .filter(copy -> copy.state() == state && copy.condition() == Fact.Condition.GOOD)
                    .forEach(copy -> locations.add(copy.location()));
        }
        return locations;
    }

    @Override
    public void close() {
        store.close();
    }
}
