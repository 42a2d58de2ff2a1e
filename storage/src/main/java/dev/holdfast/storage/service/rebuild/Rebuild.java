package dev.holdfast.storage.service.rebuild;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionRow.CommittedSnapshot;
import dev.holdfast.storage.metadata.SessionState;
import dev.holdfast.storage.service.rebuild.PackCatalogue.Entry;
import dev.holdfast.storage.service.rebuild.PackCatalogue.FoundManifest;
import dev.holdfast.storage.service.rebuild.RebuildReport.RebuiltSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Fills a fresh store from packs. Each pack becomes LIVE under a row for the session that its id names; each manifest becomes a
 * snapshot, the younger with the higher sequence. Chunks that a snapshot needs and no pack holds are entered as damaged, in a pack
 * that does not exist: so a check names them and the next backup that sees their content heals them. Belongs to one thread.
 */
public final class Rebuild {
    /** Ordinal of the pack that stands for lost chunks; far beyond any that a session gets to. */
    private static final int LOST_ORDINAL = Integer.MAX_VALUE - 1;

    private static final Comparator<FoundManifest> BY_AGE =
            Comparator.comparing(FoundManifest::time).thenComparing(FoundManifest::snapshot);

    private final MetadataStore fresh;
    private final PackCatalogue catalogue;
    private final List<FoundManifest> manifests = new ArrayList<>();
    private final Map<PackId, String> unreadable = new LinkedHashMap<>();
    private int packs;
    private long chunks;

    /** @param fresh an empty store; useless if the rebuild does not come to its end */
    public Rebuild(MetadataStore fresh, PackCatalogue catalogue) {
        this.fresh = fresh;
        this.catalogue = catalogue;
    }

    /** Does it all. {@code progress} hears the number of packs that were read. */
    public RebuildReport run(LongConsumer progress) {
        if (fresh.sequence() != 0) {
            throw new HoldfastException(ErrorCode.INTERNAL, "an index can be rebuilt into an empty store only");
        }
        Map<SessionId, List<PackId>> bySession = packsBySession();
        long done = 0;
        for (Map.Entry<SessionId, List<PackId>> session : bySession.entrySet()) {
            enter(session.getKey(), session.getValue());
            done += session.getValue().size();
            progress.accept(done);
        }
        List<FoundManifest> snapshots = inOrder();
        ClosureAudit audit = new ClosureAudit(fresh);
        snapshots.forEach(found -> audit.walk(found.chunk()));
        List<Fingerprint> lost = List.copyOf(audit.lost());
        List<RebuiltSnapshot> described = describe(snapshots, lost);
        snapshots.forEach(this::commit);
        enterLost(lost, audit.headless());
        return new RebuildReport(packs, chunks, described, unreadable, lost);
    }

    private Map<SessionId, List<PackId>> packsBySession() {
        Map<SessionId, List<PackId>> bySession = new TreeMap<>();
        TreeSet<PackId> ids = new TreeSet<>();
        catalogue.list(ids::add);
        ids.forEach(id -> bySession.computeIfAbsent(id.session(), session -> new ArrayList<>()).add(id));
        return bySession;
    }

    private void enter(SessionId session, List<PackId> ids) {
        SessionRow row = fresh.insert(draft(session, 0));
        for (PackId id : ids) {
            switch (catalogue.read(id)) {
                case Entry.Unreadable(String reason) -> unreadable.put(id, reason);
                case Entry.Read read -> {
                    row = enter(row, id, read);
                    manifests.addAll(read.manifests());
                }
            }
        }
        fresh.compareAndSet(row, row.with(SessionState.EXPIRED));
    }

    private SessionRow enter(SessionRow session, PackId id, Entry.Read read) {
        SessionRow next = live(
                session, id, read.kind(), new PackRow.Sealed(read.sizeBytes(), read.digest(), read.contents().chunkCount()),
                read.contents());
        if (!read.damaged().isEmpty()) {
            fresh.markBad(id, read.damaged());
        }
        packs++;
        chunks += read.contents().chunkCount();
        return next;
    }

    private SessionRow live(SessionRow session, PackId id, PackKind kind, PackRow.Sealed sealed, PackContents contents) {
        PackRow open = PackRow.open(id, kind);
        SessionRow next = session.withPacks(id.ordinal() + 1);
        boolean entered = fresh.allocate(session, next, open);
        fresh.putContents(id, contents);
        if (!entered || !fresh.compareAndSet(open, open.live(sealed))) {
            throw new HoldfastException(ErrorCode.INTERNAL, "somebody else writes to the index that is being rebuilt");
        }
        return next;
    }

    private static SessionRow draft(SessionId id, int packCount) {
        return new SessionRow(
                id, 0, 0, SessionKind.BACKUP, SessionState.ACTIVE, Optional.empty(), SessionOwner.UNKNOWN, packCount,
                Optional.empty());
    }

    /**
     * The snapshots by age, each manifest once however many packs hold it. Should two differ and claim one name, the younger was
     * written because the older could not be committed.
     */
    private List<FoundManifest> inOrder() {
        Map<SessionId, FoundManifest> bySnapshot = new HashMap<>();
        manifests.forEach(found -> bySnapshot.merge(found.snapshot(), found, Rebuild::younger));
        return bySnapshot.values().stream().sorted(BY_AGE).toList();
    }

    private static FoundManifest younger(FoundManifest one, FoundManifest other) {
        return BY_AGE.thenComparing(FoundManifest::chunk).compare(one, other) < 0 ? other : one;
    }

    /** Puts the session's row at its place in the order and makes it a snapshot. */
    private void commit(FoundManifest found) {
        Optional<SessionRow> carrier = fresh.session(found.snapshot());
        carrier.ifPresent(fresh::remove);
        SessionRow row = fresh.insert(draft(found.snapshot(), carrier.map(SessionRow::packs).orElse(0)));
        fresh.compareAndSet(
                row,
                row.committed(new CommittedSnapshot(found.chunk(), found.sealed(), SnapshotLabels.INITIAL)));
    }

    private List<RebuiltSnapshot> describe(List<FoundManifest> snapshots, List<Fingerprint> lost) {
        return snapshots.stream()
                .map(found -> new RebuiltSnapshot(
                        found.snapshot(), found.chunk(), lost.isEmpty() ? 0 : lostIn(found.chunk())))
                .toList();
    }

    private long lostIn(Fingerprint manifest) {
        ClosureAudit audit = new ClosureAudit(fresh);
        audit.walk(manifest);
        return audit.lost().size();
    }

    /** A chunk with a damaged copy is known as damaged already; any other needs a place to be marked in. */
    private void enterLost(List<Fingerprint> lost, Set<Fingerprint> headless) {
        List<Fingerprint> unknown = lost.stream()
                .filter(chunk -> headless.contains(chunk)
                        || fresh.facts(List.of(chunk)).getFirst().isEmpty())
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        SessionId session = SessionId.read(unknown.getFirst().toBytes(), 0);
        PackId id = new PackId(session, LOST_ORDINAL);
        PackRow.Sealed sealed = new PackRow.Sealed(0, Digest.of(new byte[Digest.BYTES]), unknown.size());
        SessionRow row = fresh.insert(draft(session, 0));
        SessionRow next = live(row, id, PackKind.STRUCTURE, sealed, placeholders(unknown, headless));
        fresh.markBad(id, unknown);
        fresh.compareAndSet(next, next.with(SessionState.EXPIRED));
    }

    private static PackContents placeholders(List<Fingerprint> chunks, Set<Fingerprint> headless) {
        List<PackContents.Segment> segments = new ArrayList<>();
        Map<Fingerprint, References> references = new HashMap<>();
        for (Fingerprint chunk : chunks) {
            segments.add(new PackContents.Segment(segments.size(), 1, List.of(chunk)));
            if (headless.contains(chunk)) {
                // It refers to who knows what; without any entry no collector would ever run again.
                references.put(chunk, References.NONE);
            }
        }
        return new PackContents(segments, references);
    }
}
