package dev.holdfast.server.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.core.protocol.BackupTotals;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.MemoryRepositories;
import dev.holdfast.server.fixture.SnapshotMaker;
import dev.holdfast.server.fleet.AgentStore;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.server.tenant.TenantName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorageFiguresTest {
    private static final TenantName T = new TenantName("t");

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private final MemoryRepositories repositories = new MemoryRepositories();
    private final SnapshotMaker maker = new SnapshotMaker(repositories, T);
    private ControlDatabase database;
    private StorageFigures figures;

    @BeforeEach
    void open() {
        database = ControlDatabase.open(directory.resolve("server.db"), List.of(AgentStore.MIGRATION));
        figures = new StorageFigures(repositories, new AgentStore(database, clock, Entropy.system()), repositories, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aKnownChangeIsInTheVeryNextCountAndAnUnknownOneSecondsLater() {
        assertEquals(0, figures.snapshots(T));
        Instant begun = clock.now();
        maker.commit("a", clock.now());
        clock.pass(Duration.ofSeconds(1));
        assertEquals(0, figures.snapshots(T));
        assertEquals(begun, figures.counted(T).time());
        figures.changed(T);
        assertEquals(1, figures.snapshots(T));
        assertEquals(SnapshotMaker.PACK_BYTES, figures.storedBytes(T));
        assertEquals(clock.now(), figures.counted(T).time());
        maker.commit("a", clock.now());
        clock.pass(Duration.ofSeconds(10));
        assertEquals(2, figures.snapshots(T));
    }

    @Test
    void theSourceIsWhatBackupsSayOfThemselvesAndNeverBelowZero() {
        for (long bytes : List.of(5L, BackupTotals.MAX, BackupTotals.MAX)) {
            Snapshot snapshot = maker.commit("a", clock.now());
            BackupTotals totals = new BackupTotals(1, 0, bytes, 0, 0);
            repositories.stamp(snapshot.id(), new SnapshotOrigin(Optional.of("a"), "host", clock.now(), Optional.of(totals)));
            figures.changed(T);
            assertEquals(bytes, figures.sourceBytes(T));
        }
        maker.commit("a", clock.now());
        figures.changed(T);
        assertEquals(BackupTotals.MAX, figures.sourceBytes(T));
    }
}
