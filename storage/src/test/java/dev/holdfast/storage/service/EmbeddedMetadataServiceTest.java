package dev.holdfast.storage.service;

import static dev.holdfast.storage.service.Graphs.chunk;
import static dev.holdfast.storage.service.Graphs.contents;
import static dev.holdfast.storage.service.Graphs.open;
import static dev.holdfast.storage.service.Graphs.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmbeddedMetadataServiceTest {
    private static final List<Fingerprint> DATA = List.of(chunk(1), chunk(2));

    private final MemoryMetadataStore store = new MemoryMetadataStore();
    private final EmbeddedMetadataService service = new EmbeddedMetadataService(store, Graphs.entropy(1));

    @Test
    void whatIsSealedIsNoLongerMissing() {
        SessionId session = open(service, Optional.empty()).id();
        assertEquals(2, service.missing(session, DATA).cardinality());
        put(service, session, List.of(chunk(1)), Map.of());
        assertEquals(BitSet.valueOf(new long[] {0b10}), service.missing(session, DATA));
    }

    @Test
    void commitNamesWhatTheManifestReachesInVain() {
        SessionId session = open(service, Optional.empty()).id();
        put(service, session, List.of(chunk(1)), Map.of());
        CommitOutcome outcome = Graphs.commit(service, session, 11, 10, DATA);
        assertEquals(new CommitOutcome.Incomplete(List.of(chunk(2))), outcome);
        assertTrue(service.snapshots().isEmpty());
        put(service, session, List.of(chunk(2)), Map.of());
        assertInstanceOf(CommitOutcome.Committed.class, service.commit(session, chunk(11), new byte[] {1}));
        assertEquals(1, service.snapshots().size());
    }

    @Test
    void commitOfTheSameManifestTwiceIsOneSnapshot() {
        Snapshot snapshot = Graphs.snapshot(service, 11, 10, DATA);
        CommitOutcome again = service.commit(snapshot.id(), chunk(11), new byte[] {1});
        assertEquals(snapshot.id(), ((CommitOutcome.Committed) again).snapshot().id());
    }

    @Test
    void anAbandonedSessionNeitherCommitsNorUploads() {
        SessionId session = open(service, Optional.empty()).id();
        PackId pack = service.allocate(session, PackKind.DATA);
        service.abandon(session);
        assertExpired(() -> service.allocate(session, PackKind.DATA));
        assertExpired(() -> service.missing(session, DATA));
        assertExpired(() -> service.heartbeat(session));
        assertInstanceOf(CommitOutcome.Expired.class, service.commit(session, chunk(11), new byte[0]));
        PackRow row = store.pack(pack).orElseThrow();
        store.compareAndSet(row, row.with(PackState.RETIRED));
        assertExpired(() -> service.seal(pack, 1, digest(1), contents(DATA, Map.of())));
        assertTrue(store.contents(pack).isEmpty());
    }

    @Test
    void sealingTwiceIsOneSealAndWithOtherBytesADefect() {
        SessionId session = open(service, Optional.empty()).id();
        PackId pack = service.allocate(session, PackKind.DATA);
        service.seal(pack, 1, digest(1), contents(DATA, Map.of()));
        service.seal(pack, 1, digest(1), contents(DATA, Map.of()));
        HoldfastException e = assertThrows(
                HoldfastException.class, () -> service.seal(pack, 1, digest(2), contents(DATA, Map.of())));
        assertEquals(ErrorCode.INTERNAL, e.code());
    }

    @Test
    void aCommittedParentIsPinnedAndAForgottenOneIsNot() {
        Snapshot parent = Graphs.snapshot(service, 11, 10, DATA);
        OpenedSession pinning = open(service, Optional.of(parent.id()));
        assertEquals(parent.id(), pinning.parent().orElseThrow().id());
        assertTrue(service.forget(parent));
        OpenedSession late = open(service, Optional.of(parent.id()));
        assertTrue(late.parent().isEmpty());
        assertTrue(store.session(late.id()).orElseThrow().parent().isEmpty());
    }

    @Test
    void whatThePinCoversIsNotAskedForEvenAfterTheParentWasForgotten() {
        Snapshot parent = Graphs.snapshot(service, 11, 10, DATA);
        OpenedSession session = open(service, Optional.of(parent.id()));
        service.forget(parent);
        condemnAll();
        PackId pack = put(service, session.id(), List.of(chunk(12)), Map.of(
                chunk(12), new References(List.of(chunk(10)), List.of())));
        assertEquals(session.id(), pack.session());
        assertInstanceOf(CommitOutcome.Committed.class, service.commit(session.id(), chunk(12), new byte[0]));
    }

    @Test
    void nothingDamagedIsTakenOnTrust() {
        Snapshot parent = Graphs.snapshot(service, 11, 10, DATA);
        new DamageMarks(store).mark(packOf(chunk(2)), Set.of(chunk(2)));
        OpenedSession session = open(service, Optional.of(parent.id()));
        assertEquals(Set.of(chunk(2)), session.damaged());
        assertTrue(service.missing(session.id(), List.of(chunk(2))).get(0));
        put(service, session.id(), List.of(chunk(12)), Map.of(
                chunk(12), new References(List.of(chunk(10)), List.of())));
        assertEquals(
                new CommitOutcome.Incomplete(List.of(chunk(2))),
                service.commit(session.id(), chunk(12), new byte[0]));
        put(service, session.id(), List.of(chunk(2)), Map.of());
        assertInstanceOf(CommitOutcome.Committed.class, service.commit(session.id(), chunk(12), new byte[0]));
        assertTrue(store.damaged(10).isEmpty());
    }

    @Test
    void aCondemnedPackServesRestoresAndTheSessionsThatFoundItLiveButNobodyElse() {
        SessionId early = open(service, Optional.empty()).id();
        put(service, early, DATA, Map.of());
        condemnAll();
        SessionId late = open(service, Optional.empty()).id();
        PackId condemned = packOf(chunk(1));
        PackRow row = store.pack(condemned).orElseThrow();
        store.compareAndSet(row, row.withBarrier(1));
        assertEquals(1, service.locate(List.of(chunk(1))).getFirst().size());
        assertEquals(2, service.missing(late, DATA).cardinality());
        assertInstanceOf(CommitOutcome.Incomplete.class, Graphs.commit(service, late, 11, 10, DATA));
        assertInstanceOf(CommitOutcome.Committed.class, Graphs.commit(service, early, 13, 12, DATA));
    }

    @Test
    void aProtectedSnapshotIsNotForgottenAndAChangedOneNotRelabelled() {
        Snapshot snapshot = Graphs.snapshot(service, 11, 10, DATA);
        SnapshotLabels held = new SnapshotLabels(SnapshotLabels.Protection.PROTECTED, new byte[] {7});
        assertTrue(service.relabel(snapshot, held));
        assertFalse(service.relabel(snapshot, SnapshotLabels.INITIAL));
        Snapshot now = service.snapshot(snapshot.id()).orElseThrow();
        assertFalse(service.forget(now));
        assertTrue(service.relabel(now, SnapshotLabels.INITIAL));
        assertFalse(service.forget(now));
        assertTrue(service.forget(service.snapshot(snapshot.id()).orElseThrow()));
        assertTrue(service.snapshots().isEmpty());
    }

    private PackId packOf(Fingerprint chunk) {
        return store.facts(List.of(chunk)).getFirst().getFirst().location().pack();
    }

    private void condemnAll() {
        for (PackRow row : store.packs(Optional.empty(), 100)) {
            assertTrue(store.compareAndSet(row, row.with(PackState.CONDEMNED)));
        }
    }

    private static Digest digest(int first) {
        byte[] bytes = new byte[Digest.BYTES];
        bytes[0] = (byte) first;
        return Digest.of(bytes);
    }

    private static void assertExpired(Runnable call) {
        assertEquals(ErrorCode.SESSION_EXPIRED, assertThrows(HoldfastException.class, call::run).code());
    }
}
