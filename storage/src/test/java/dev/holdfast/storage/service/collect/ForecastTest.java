package dev.holdfast.storage.service.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.time.Clock;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.service.DamageMarks;
import dev.holdfast.storage.service.ProcessTable;
import dev.holdfast.storage.service.Reaper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
    private static final CollectionPolicy POLICY = new CollectionPolicy(0.30, 32L << 20, 3, 2);

    private final Bench bench = new Bench();

    private CollectionForecast forecast(Set<SessionId> forgotten) {
        Reaper reaper = new Reaper(bench.store, ProcessTable.system(), Clock.system(), Reaper.DEFAULT_LEASE_MILLIS);
        return new Forecast(bench.store, reaper, POLICY).of(forgotten, CollectionProgress.SILENT);
    }

    private record Rows(List<PackRow> packs, List<SessionRow> sessions, int objects) {}

    private Rows rows() {
        return new Rows(bench.store.packs(Optional.empty(), 10_000), bench.store.sessions(0, 10_000), bench.packCount());
    }

    @Test
    void whatASnapshotAloneNeedsWouldBeFreedAndTheRestRewritten() {
        Snapshot first = bench.snapshot(1, 2, 3, 4);
        bench.snapshot(4);
        Rows before = rows();
        assertEquals(0, forecast(Set.of()).deleted().count());
        CollectionForecast forecast = forecast(Set.of(first.id()));
        assertEquals(before, rows(), "a forecast changes nothing");
        assertEquals(2, forecast.deleted().count(), "the chunks and the manifest");
        assertEquals(1, forecast.rewritten().packs());
        assertEquals(1, forecast.rewritten().chunks());
        bench.service.forget(first);
        assertEquals(forecast.deleted(), bench.collect(POLICY).deleted());
    }

    @Test
    void whatIsDamagedWouldBeKept() {
        Snapshot first = bench.snapshot(1, 2, 3, 4);
        bench.snapshot(4);
        PackId pack = bench.packOf(Bench.data(4));
        new DamageMarks(bench.store).mark(pack, List.of(Bench.data(4)));
        assertEquals(List.of(pack), forecast(Set.of(first.id())).damaged());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aForecastIsWhatTheNextRunDoes(long seed) {
        Random random = new Random(seed);
        List<Snapshot> snapshots = new ArrayList<>();
        int deleted = 0;
        for (int round = 0; round < 12; round++) {
            happen(random, snapshots);
            Set<Snapshot> forgotten = new HashSet<>();
            snapshots.stream().filter(snapshot -> random.nextInt(3) == 0).forEach(forgotten::add);
            snapshots.removeAll(forgotten);
            Rows before = rows();
            Set<SessionId> ids = new HashSet<>();
            forgotten.forEach(snapshot -> ids.add(snapshot.id()));
            CollectionForecast forecast = forecast(ids);
            assertEquals(before, rows());

            forgotten.forEach(bench.service::forget);
            CollectionReport report = bench.collect(POLICY);
            String where = "seed " + seed + ", round " + round + ": " + forecast + " but " + report;
            assertEquals(report.deleted(), forecast.deleted(), where);
            assertEquals(report.swept().count(), forecast.swept(), where);
            assertEquals(report.waiting(), forecast.waiting(), where);
            assertEquals(report.written().count() == 0, forecast.rewritten().packs() == 0, where);
            assertTrue(report.written().bytes() >= forecast.rewritten().bytes(), where);
            deleted += report.deleted().count();
        }
        assertTrue(deleted > 0, "seed " + seed + " collected nothing");
    }

    private void happen(Random random, List<Snapshot> snapshots) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            snapshots.add(bench.snapshot(random.ints(6, 0, 30).distinct().toArray()));
        }
        if (random.nextInt(3) == 0) {
            SessionId session = bench.open();
            bench.put(session, PackKind.DATA, Bench.data(random.nextInt(30)), Bench.data(30 + random.nextInt(5)));
        }
        if (random.nextInt(3) == 0) {
            bench.service.allocate(bench.open(), PackKind.DATA);
        }
        if (random.nextInt(2) == 0) {
            bench.store.activeSessions().forEach(session -> bench.service.abandon(session.id()));
        }
    }
}
