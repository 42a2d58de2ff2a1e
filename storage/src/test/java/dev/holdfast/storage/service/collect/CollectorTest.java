package dev.holdfast.storage.service.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.service.DamageMarks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private final Bench bench = new Bench();

    @Test
    void aForgottenSnapshotIsGoneAfterOneRun() {
        Snapshot snapshot = bench.snapshot(1, 2);
        long bytes = bench.store.statistics().packBytes();
        assertEquals(0, bench.collect().bytesFreed());
        bench.service.forget(snapshot);
        CollectionReport report = bench.collect();
        assertEquals(bytes, report.bytesFreed());
        assertEquals(0, bench.packCount());
        assertTrue(bench.store.packs(Optional.empty(), 10).isEmpty());
        bench.collect();
        assertTrue(bench.store.sessions(0, 10).isEmpty());
    }

    @Test
    void whatAnotherSnapshotNeedsIsMovedByteForByte() {
        Snapshot first = bench.snapshot(1, 2, 3, 4);
        Snapshot second = bench.snapshot(4);
        bench.service.forget(first);
        CollectionReport report = bench.collect();
        assertEquals(CollectionReport.Outcome.COMPLETE, report.outcome());
        assertTrue(report.written().bytes() > 0);
        assertTrue(report.bytesFreed() > 0);
        assertTrue(bench.isReadable(Bench.data(4)));
        assertTrue(bench.isReadable(second.manifest()));
        assertTrue(bench.service.locate(List.of(Bench.data(1))).getFirst().isEmpty());
    }

    @Test
    void aRunningBackupHoldsPacksBackUntilItEnds() {
        Snapshot snapshot = bench.snapshot(1, 2);
        SessionId running = bench.open();
        bench.service.forget(snapshot);
        CollectionReport report = bench.collect();
        assertEquals(0, report.deleted().count());
        assertEquals(2, report.waiting().packs().count());
        assertEquals(List.of(running), report.waiting().sessions());
        assertTrue(bench.isReadable(Bench.data(1)));
        bench.service.abandon(running);
        assertEquals(2, bench.collect().deleted().count());
        assertEquals(0, bench.packCount());
    }

    @Test
    void aLittleGarbageIsLeftAlone() {
        Snapshot first = bench.snapshot(1, 2, 3, 4, 5, 6, 7, 8);
        bench.snapshot(1, 2, 3, 4, 5, 6, 7);
        bench.service.forget(first);
        CollectionReport report = bench.collect();
        assertEquals(0, report.written().count());
        assertTrue(bench.isReadable(Bench.data(8)));
    }

    @Test
    void twoCopiesOfTheSameChunksBecomeOne() {
        SessionId one = bench.open();
        SessionId other = bench.open();
        bench.put(one, PackKind.DATA, Bench.data(1), Bench.data(2));
        bench.put(other, PackKind.DATA, Bench.data(1), Bench.data(2));
        bench.commit(one, 1, 2);
        bench.commit(other, 1, 2);
        assertEquals(1, bench.collect().deleted().count());
        assertEquals(1, bench.service.locate(List.of(Bench.data(1))).getFirst().size());
        assertTrue(bench.isReadable(Bench.data(1)));
    }

    @Test
    void whatAnInterruptedBackupLeftIsSweptAndItsRowRemoved() {
        SessionId lost = bench.open();
        PackId open = bench.service.allocate(lost, PackKind.DATA);
        bench.chunks.create(open).commit();
        bench.put(lost, PackKind.DATA, Bench.data(1));
        bench.service.abandon(lost);
        CollectionReport report = bench.collect();
        assertEquals(1, report.swept().count());
        assertEquals(1, report.deleted().count());
        assertEquals(0, bench.packCount());
        assertEquals(1, bench.collect().sessionsRemoved());
        assertTrue(bench.store.session(lost).isEmpty());
    }

    @Test
    void aPackThatRottedIsReportedAndNeverCopied() {
        Snapshot first = bench.snapshot(1, 2, 3, 4);
        bench.snapshot(4);
        bench.service.forget(first);
        PackId pack = bench.packOf(Bench.data(4));
        bench.flipByte(pack);
        CollectionReport report = bench.collect();
        assertEquals(List.of(pack), report.damaged());
        assertEquals(PackState.CONDEMNED, bench.store.pack(pack).map(PackRow::state).orElseThrow());
    }

    @Test
    void aMarkedCopyStaysMarkedUntilItsContentComesBack() {
        Snapshot first = bench.snapshot(1, 2, 3, 4);
        bench.snapshot(4);
        PackId pack = bench.packOf(Bench.data(4));
        new DamageMarks(bench.store).mark(pack, Set.of(Bench.data(4)));
        bench.service.forget(first);
        assertEquals(List.of(pack), bench.collect().damaged());
        assertEquals(List.of(Bench.data(4)), bench.store.damaged(10));
        SessionId healing = bench.open();
        assertTrue(bench.service.missing(healing, List.of(Bench.data(4))).get(0));
        bench.put(healing, PackKind.DATA, Bench.data(4));
        bench.commit(healing, 4);
        bench.collect();
        assertTrue(bench.store.pack(pack).isEmpty());
        assertTrue(bench.store.damaged(10).isEmpty());
        assertTrue(bench.isReadable(Bench.data(4)));
    }

    @Test
    void nothingIsDeletedOnceASnapshotsReferencesAreIncomplete() {
        Snapshot snapshot = bench.snapshot(1, 2);
        bench.store.removeContents(bench.packOf(snapshot.manifest()));
        HoldfastException e = assertThrows(HoldfastException.class, bench::collect);
        assertEquals(ErrorCode.INDEX_DAMAGED, e.code());
        assertEquals(2, bench.packCount());
    }

    @Test
    void manySmallPacksBecomeOne() {
        for (int i = 0; i < 5; i++) {
            bench.snapshot(10 + i);
        }
        assertEquals(10, bench.packCount());
        CollectionReport report = bench.collect(new CollectionPolicy(0.3, 32L << 20, 4, 100));
        assertEquals(2, report.written().count());
        assertEquals(2, bench.packCount());
        for (int i = 0; i < 5; i++) {
            assertTrue(bench.isReadable(Bench.data(10 + i)));
        }
    }

    @Test
    void aLocationOutlivesTheMoveOnlyUnderANewName() {
        Snapshot first = bench.snapshot(1, 2, 3, 4);
        bench.snapshot(4);
        Location before = bench.service.locate(List.of(Bench.data(4))).getFirst().getFirst();
        bench.service.forget(first);
        bench.collect();
        Location after = bench.service.locate(List.of(Bench.data(4))).getFirst().getFirst();
        assertFalse(bench.chunks.size(before.pack()).isPresent());
        assertTrue(bench.chunks.size(after.pack()).isPresent());
    }

    /** Chunks that a filter forgets would be lost: the one thing it must never do. */
    @Test
    void theFilterForgetsNothing() {
        ChunkFilter filter = new ChunkFilter(5_000);
        for (int i = 0; i < 50_000; i++) {
            filter.add(Bench.data(i));
        }
        for (int i = 0; i < 50_000; i++) {
            assertTrue(filter.mayContain(Bench.data(i)));
        }
    }

    @Test
    void theFilterIsRarelyWrong() {
        ChunkFilter filter = new ChunkFilter(50_000);
        int wrong = 0;
        for (int i = 0; i < 50_000; i++) {
            filter.add(Bench.data(i));
        }
        for (int i = 0; i < 50_000; i++) {
            Fingerprint other = Bench.data(1_000_000 + i);
            wrong += filter.mayContain(other) ? 1 : 0;
        }
        assertTrue(wrong < 10, () -> "seen among 50,000 others");
    }
}
