package dev.holdfast.server.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.engine.schedule.CronExpression;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.audit.AuditQuery;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.MemoryRepositories;
import dev.holdfast.server.fixture.Routing;
import dev.holdfast.server.fixture.SnapshotMaker;
import dev.holdfast.server.fleet.Agent;
import dev.holdfast.server.fleet.AgentStore;
import dev.holdfast.server.fleet.BackupReport;
import dev.holdfast.server.fleet.TaskBoard;
import dev.holdfast.server.job.Job;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobQueue;
import dev.holdfast.server.job.JobRequest;
import dev.holdfast.server.job.JobState;
import dev.holdfast.server.job.JobStore;
import dev.holdfast.server.job.JobWorkers;
import dev.holdfast.server.policy.ApprovalStore;
import dev.holdfast.server.policy.KnownSnapshots;
import dev.holdfast.server.policy.Policy;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.policy.SnapshotProtection;
import dev.holdfast.server.storage.StorageFigures;
import dev.holdfast.server.storage.UsageSamples;
import dev.holdfast.server.tenant.QuotaGuard;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantStore;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaintenanceTest {
    private static final TenantName T = new TenantName("t");

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private final MemoryRepositories repositories = new MemoryRepositories();
    private final SnapshotMaker maker = new SnapshotMaker(repositories, T);
    private ControlDatabase database;
    private TenantStore tenants;
    private PolicyStore policies;
    private JobStore jobs;
    private JobQueue queue;
    private AuditLog audit;
    private Timetable timetable;
    private UsageSamples samples;
    private KnownSnapshots snapshots;
    private Upkeep upkeep;
    private AgentStore agents;

    @BeforeEach
    void open() {
        database = ControlDatabase.open(
                directory.resolve("server.db"),
                List.of(
                        TenantStore.MIGRATION,
                        PolicyStore.MIGRATION,
                        ApprovalStore.MIGRATION,
                        JobStore.MIGRATION,
                        AuditLog.MIGRATION,
                        AgentStore.MIGRATION,
                        UsageSamples.MIGRATION,
                        ScrubCursor.MIGRATION,
                        Timetable.MIGRATION));
        Entropy entropy = Entropy.system();
        EventHub events = new EventHub();
        tenants = new TenantStore(database, clock);
        if (!tenants.exists(T)) {
            tenants.add(T, Tenant.Limits.NONE);
        }
        policies = new PolicyStore(database);
        jobs = new JobStore(database, clock, entropy);
        queue = new JobQueue(jobs, events);
        audit = new AuditLog(database, clock);
        timetable = new Timetable(database);
        agents = new AgentStore(database, clock, entropy);
        snapshots = new KnownSnapshots(repositories, repositories, tenants, entropy, agents);
        Reapers reapers = new Reapers(repositories, clock);
        samples = new UsageSamples(database, new StorageFigures(repositories, agents, repositories, clock), clock);
        upkeep = new Upkeep(
                new Upkeep.Sources(tenants, repositories, policies, queue),
                timetable,
                reapers,
                new TaskBoard(jobs, queue, clock),
                samples,
                clock);
        new JobWorkers(
                        jobs,
                        queue,
                        List.of(
                                new CollectHandler(repositories, reapers, policies, events, entropy),
                                new ScrubHandler(repositories, policies, new ScrubCursor(database)),
                                new RetentionHandler(snapshots, policies, audit, events, clock)),
                        Runnable::run,
                        clock,
                        "start")
                .start();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void look() {
        upkeep.look((tenant, failure) -> {
            throw failure;
        });
    }

    private Map<String, Object> run(JobKind kind, Map<String, Object> parameters) {
        Job job = jobs.find(queue.submit(JobRequest.here(kind, T, "ann", parameters)).id()).orElseThrow();
        assertEquals(JobState.SUCCEEDED, job.state(), () -> String.valueOf(job.status().failure()));
        return job.status().result().orElseThrow();
    }

    private List<Job> of(JobKind kind) {
        return jobs.newest(
                T, new JobStore.Filter(Optional.empty(), Optional.of(kind), Optional.empty()), Long.MAX_VALUE, 100);
    }

    private void damage(Snapshot snapshot) {
        PackId pack = SnapshotMaker.pack(snapshot);
        ChunkStore chunks = repositories.of(T).chunks();
        byte[] bytes = new byte[SnapshotMaker.PACK_BYTES];
        chunks.read(pack, 0, bytes, 0, bytes.length);
        bytes[500] ^= 1;
        chunks.delete(pack);
        try (PackSink sink = chunks.create(pack)) {
            sink.write(bytes, 0, bytes.length);
            sink.commit();
        }
    }

    @Test
    void whatIsDueWhileSchedulesArePausedIsMadeUpForOnce() {
        maker.commit("pc", clock.now());
        look();
        upkeep.follow(Upkeep.Schedules.PAUSED);
        for (int day = 0; day < 3; day++) {
            clock.pass(Duration.ofDays(1));
            look();
        }
        assertEquals(0, of(JobKind.COLLECT).size());
        upkeep.follow(Upkeep.Schedules.HEEDED);
        look();
        look();
        assertEquals(1, of(JobKind.COLLECT).size());
    }

    @Test
    void aCollectionDeletesThePackOfAForgottenSnapshotAndKeepsTheOthers() {
        Snapshot gone = maker.commit("pc", clock.now());
        Snapshot kept = maker.commit("pc", clock.now());
        maker.service().forget(gone);

        Map<String, Object> result = run(JobKind.COLLECT, Map.of());

        assertEquals("complete", result.get("outcome"));
        assertEquals(1, result.get("packs_deleted"));
        assertEquals(OptionalLong.empty(), repositories.of(T).chunks().size(SnapshotMaker.pack(gone)));
        assertEquals(
                OptionalLong.of(SnapshotMaker.PACK_BYTES), repositories.of(T).chunks().size(SnapshotMaker.pack(kept)));
    }

    @Test
    void aScrubMarksWhatIsDamagedAndWhatIsMissingAndNothingElse() {
        List<Snapshot> made = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            made.add(maker.commit("pc", clock.now()));
        }
        damage(made.get(3));
        repositories.of(T).chunks().delete(SnapshotMaker.pack(made.get(7)));

        Map<String, Object> result = run(JobKind.SCRUB, Map.of("percent", 100));

        assertEquals(10, result.get("packs"));
        assertEquals(List.of(SnapshotMaker.pack(made.get(3)).toString()), result.get("damaged_packs"));
        assertEquals(List.of(SnapshotMaker.pack(made.get(7)).toString()), result.get("missing_packs"));
        assertEquals(2, repositories.of(T).rows().damaged(100).size());
    }

    @Test
    void aCollectionThatIsOnlyAskedAboutSaysWhatItWouldFreeAndChangesNothing() {
        Snapshot kept = maker.commit("pc", clock.now());
        Snapshot forgotten = maker.commit("pc", clock.now());
        maker.service().forget(maker.service().snapshot(forgotten.id()).orElseThrow());

        Map<String, Object> foretold = run(JobKind.COLLECT, Map.of("dry_run", true));
        assertEquals(true, foretold.get("dry_run"));
        assertEquals(1, foretold.get("packs_deleted"));
        assertEquals(SnapshotMaker.PACK_BYTES, ((Number) Objects.requireNonNull(foretold.get("bytes_freed"))).intValue());
        assertTrue(repositories.of(T).chunks().size(SnapshotMaker.pack(forgotten)).isPresent());

        Map<String, Object> done = run(JobKind.COLLECT, Map.of());
        assertEquals(SnapshotMaker.PACK_BYTES, ((Number) Objects.requireNonNull(done.get("bytes_freed"))).intValue());
        assertTrue(repositories.of(T).chunks().size(SnapshotMaker.pack(forgotten)).isEmpty());
        assertTrue(repositories.of(T).chunks().size(SnapshotMaker.pack(kept)).isPresent());
    }

    @Test
    void scrubsOfAPartReachEveryPackInTurn() {
        List<Snapshot> made = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            made.add(maker.commit("pc", clock.now()));
        }
        made.forEach(this::damage);

        for (int run = 1; run <= 4; run++) {
            assertEquals(3, run(JobKind.SCRUB, Map.of("percent", 30)).get("packs"));
            assertEquals(Math.min(10, 3 * run), repositories.of(T).rows().damaged(100).size());
        }
    }

    @Test
    void retentionForgetsWhatThePolicySaysAndWritesItDown() {
        for (int day = 0; day < 5; day++) {
            maker.commit("pc", clock.now());
            clock.pass(Duration.ofDays(1));
        }
        policies.change(T, policy -> new Policy(keepLast(2), 0, policy.collection(), policy.scrub(), 26));

        assertEquals(3, ((Number) Objects.requireNonNull(run(JobKind.RETENTION, Map.of()).get("forgotten"))).intValue());

        assertEquals(2, maker.service().snapshots().size());
        assertEquals(3, audit.newest(AuditQuery.all(Optional.of(T)), Long.MAX_VALUE, 10).stream()
                .filter(record -> record.action().equals("snapshot.forget") && record.actorKind().equals("server"))
                .count());
    }

    @Test
    void backupsThatAreMadeOftenDoNotPushOutThoseOfAnotherSchedule() {
        String laptop = agents.idOf(T, "laptop");
        String liar = agents.idOf(T, "liar");
        Snapshot weekly = maker.commit(laptop, clock.now());
        agents.report(T, laptop, report("system", weekly));
        for (int hour = 0; hour < 5; hour++) {
            clock.pass(Duration.ofHours(1));
            Snapshot hourly = maker.commit(laptop, clock.now());
            agents.report(T, laptop, report("home", hourly));
            clock.pass(Duration.ofSeconds(1));
            agents.report(T, liar, report("other-" + hour, hourly));
        }
        policies.change(T, policy -> new Policy(keepLast(2), 0, policy.collection(), policy.scrub(), 26));

        run(JobKind.RETENTION, Map.of());

        assertEquals(3, maker.service().snapshots().size());
        assertTrue(maker.service().snapshot(weekly.id()).isPresent());
    }

    private BackupReport report(String schedule, Snapshot snapshot) {
        return new BackupReport(
                schedule,
                clock.now(),
                clock.now(),
                Agent.Outcome.COMPLETE,
                Optional.of(snapshot.id().toString()),
                Optional.empty(),
                1,
                1,
                1,
                1);
    }

    private static Policy.Keep keepLast(int count) {
        return new Policy.Keep(
                OptionalInt.of(count),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void upkeepRunsWhatIsDueOnceAlsoForTimesTheServerWasDown() {
        look();
        assertEquals(List.of(), of(JobKind.COLLECT));
        clock.pass(Duration.ofHours(15));
        look();
        look();
        assertEquals(List.of(), of(JobKind.COLLECT));
        clock.pass(Duration.ofHours(1));
        look();
        look();
        assertEquals(1, of(JobKind.COLLECT).size());

        close();
        open();
        clock.pass(Duration.ofDays(7));
        look();
        look();
        assertEquals(2, of(JobKind.COLLECT).size());
        assertEquals(1, of(JobKind.SCRUB).size());
    }

    @Test
    void aClockThatWasFarAheadStopsNothing() {
        CronExpression daily = CronExpression.parse("0 0 * * *");
        Instant now = clock.now();
        assertFalse(timetable.takeIfDue(T, "x", daily, now.plus(Duration.ofDays(4000))));
        assertFalse(timetable.takeIfDue(T, "x", daily, now));
        assertTrue(timetable.takeIfDue(T, "x", daily, now.plus(Duration.ofDays(1))));
    }

    @Test
    void sessionsOfAgentsThatFellSilentAreClosedWithinTheirLease() {
        SessionId silent = maker.open();
        SessionId alive = maker.open();
        for (long passed = 0; passed < Reapers.LEASE_MILLIS; passed += Reapers.EVERY_MILLIS) {
            clock.pass(Duration.ofMillis(Reapers.EVERY_MILLIS));
            maker.service().heartbeat(alive);
            upkeep.reap((tenant, failure) -> {
                throw failure;
            });
        }

        assertEquals(SessionState.EXPIRED, repositories.of(T).rows().session(silent).orElseThrow().state());
        assertEquals(SessionState.ACTIVE, repositories.of(T).rows().session(alive).orElseThrow().state());
    }

    @Test
    void aSampleIsTakenOnceAnHour() {
        maker.commit("pc", clock.now());
        for (int i = 0; i < 10; i++) {
            look();
            clock.pass(Duration.ofMinutes(30));
        }

        List<UsageSamples.Sample> taken = samples.since(T, Instant.EPOCH, 1000);
        assertEquals(5, taken.size());
        assertEquals(SnapshotMaker.PACK_BYTES, taken.getFirst().storedBytes());
        assertEquals(1, taken.getFirst().snapshots());
        assertEquals(2, samples.since(T, Instant.EPOCH, 2).size());
        assertEquals(taken.getLast(), samples.since(T, Instant.EPOCH, 2).getLast());
    }

    @Test
    void aTenantWithSnapshotsThatMayNotGoCannotBeRemoved() {
        Snapshot snapshot = maker.protect(maker.commit("pc", clock.now()));
        SnapshotProtection protection = new SnapshotProtection(
                policies, new ApprovalStore(database, clock, Entropy.system()), tenants, audit, clock);
        List<TenantName> removed = new ArrayList<>();
        WholeTenantRemoval removal =
                new WholeTenantRemoval(tenants, repositories, snapshots, protection, List.of(removed::add));

        assertEquals(ErrorCode.SNAPSHOT_PROTECTED, Routing.failure(() -> remove(removal)));
        assertTrue(tenants.exists(T));
        assertEquals(List.of(), removed);
        assertEquals(
                PackState.LIVE,
                repositories.of(T).rows().pack(SnapshotMaker.pack(snapshot)).orElseThrow().state());

        repositories.remove(T);
        remove(removal);
        assertFalse(tenants.exists(T));
        assertEquals(List.of(T), removed);
    }

    private static boolean remove(WholeTenantRemoval removal) {
        removal.remove(T);
        return true;
    }

    @Test
    void aQuotaCountsWhatIsStoredAndWhatIsUnderWay() {
        QuotaGuard guard = new QuotaGuard(tenants, repositories, clock);
        guard.requireRoom(T, Long.MAX_VALUE);
        tenants.change(T, new Tenant.Limits(OptionalLong.of(3 * SnapshotMaker.PACK_BYTES), OptionalInt.of(7)));
        maker.commit("pc", clock.now());

        guard.requireRoom(T, SnapshotMaker.PACK_BYTES);
        guard.requireRoom(T, SnapshotMaker.PACK_BYTES);

        assertEquals(ErrorCode.QUOTA_EXCEEDED, Routing.failure(() -> admitted(guard, 1)));
        clock.pass(Duration.ofSeconds(1));
        guard.requireRoom(T, 2 * SnapshotMaker.PACK_BYTES);
        assertEquals(OptionalInt.of(7), guard.requestsPerSecond(T));
    }

    private static boolean admitted(QuotaGuard guard, long bytes) {
        guard.requireRoom(T, bytes);
        return true;
    }
}
