package dev.holdfast.server.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.config.AgentSettings;
import dev.holdfast.control.config.Effective;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.protocol.BackupTotals;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.access.NewToken;
import dev.holdfast.server.access.Token;
import dev.holdfast.server.access.TokenStore;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.fixture.MemoryRepositories;
import dev.holdfast.server.fixture.Routing;
import dev.holdfast.server.fixture.SnapshotMaker;
import dev.holdfast.server.job.Job;
import dev.holdfast.server.job.JobQueue;
import dev.holdfast.server.job.JobState;
import dev.holdfast.server.job.JobStore;
import dev.holdfast.server.job.JobView;
import dev.holdfast.server.policy.KnownSnapshots;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetTest {
    private static final TenantName T = new TenantName("t");
    private static final String AGENTS = "/tenants/{tenant}/agents";
    private static final String SELF = AGENTS + "/self";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private final MemoryRepositories repositories = new MemoryRepositories();
    private ControlDatabase database;
    private TokenStore tokens;
    private AgentStore agents;
    private JobStore jobs;
    private Fleet fleet;
    private JobQueue queue;
    private TaskBoard tasks;
    private Routing routes;
    private AgentConfiguration configuration;
    private volatile Effective values = new Effective(new TreeMap<>());
    private String id;

    @BeforeEach
    void open() {
        database = ControlDatabase.open(
                directory.resolve("server.db"),
                List.of(
                        AgentStore.MIGRATION,
                        TokenStore.MIGRATION,
                        JobStore.MIGRATION,
                        PolicyStore.MIGRATION,
                        TenantStore.MIGRATION,
                        AuditLog.MIGRATION));
        Entropy entropy = Entropy.system();
        EventHub events = new EventHub();
        TenantStore tenants = new TenantStore(database, clock);
        if (!tenants.exists(T)) {
            tenants.add(T, Tenant.Limits.NONE);
        }
        agents = new AgentStore(database, clock, entropy);
        tokens = new TokenStore(database, clock, entropy);
        jobs = new JobStore(database, clock, entropy);
        queue = new JobQueue(jobs, events);
        tasks = new TaskBoard(jobs, queue, clock);
        PolicyStore policies = new PolicyStore(database);
        KnownSnapshots snapshots = new KnownSnapshots(repositories, repositories, tenants, entropy);
        fleet = new Fleet(agents, policies, snapshots, events, clock);
        AuditLog audit = new AuditLog(database, clock);
        configuration = new AgentConfiguration((tenant, agent) -> values);
        routes = new Routing(Stream.of(
                        new SelfRoutes(agents, fleet, tasks, policies, configuration).routes(),
                        new AgentRoutes(agents, fleet, tasks, tokens, queue, audit).routes())
                .flatMap(List::stream)
                .toList());
        id = agents.idOf(T, "laptop");
    }

    @AfterEach
    void close() {
        tasks.close();
        database.close();
    }

    private LooseCall self() {
        return LooseCall.by(id, Role.AGENT);
    }

    private LooseCall ann() {
        return LooseCall.by("ann", Role.ADMIN).path("agent", id);
    }

    private AgentView shown() {
        return routes.json(AgentView.class, Method.GET, AGENTS + "/{agent}", ann());
    }

    private static SelfRoutes.ReportBody report(Instant started, String outcome, Optional<String> snapshot) {
        return new SelfRoutes.ReportBody(
                Optional.of("home"),
                started,
                started.plusSeconds(60),
                outcome,
                snapshot,
                outcome.equals("failed") ? Optional.of(new Agent.Problem("disk_full", "no space")) : Optional.empty(),
                10,
                1000,
                100,
                50);
    }

    private Job backup() {
        JobView view = routes.json(
                JobView.class,
                Method.POST,
                AGENTS + "/{agent}/backup",
                ann().body(new AgentRoutes.BackupOrder(Optional.of("home"))));
        return jobs.find(view.id()).orElseThrow();
    }

    private int tell(Job job, String state) {
        return routes.call(
                        Method.POST,
                        SELF + "/tasks/{task}",
                        self().path("task", job.id()).body(new SelfRoutes.TaskNews(state, Optional.empty(), Optional.empty())))
                .status();
    }

    private JobState state(Job job) {
        return jobs.find(job.id()).orElseThrow().state();
    }

    @Test
    void whatAnAgentSaysIsShownAlsoAfterARestart() {
        Agent.Schedule schedule = new Agent.Schedule("home", "0 2 * * *", List.of("/home"), Optional.of(clock.now()));
        routes.call(
                Method.PUT, SELF, self().body(new SelfRoutes.Registration("host-1", "1.0", "linux", List.of(schedule))));
        new SnapshotMaker(repositories, T).commit(id, clock.now());
        routes.call(
                Method.POST, SELF + "/reports", self().body(report(clock.now(), "complete", Optional.of("ab"))));
        close();
        open();

        AgentView view = shown();
        assertEquals("host-1", view.host());
        assertEquals(List.of(schedule), view.schedules());
        assertEquals(Optional.of(clock.now()), view.nextDue());
        assertEquals("ok", view.state());
        assertEquals(1, view.snapshots());
        assertEquals(1000, view.bytes());
        assertEquals(50, view.storedBytes());
    }

    @Test
    void whoAsksForTasksIsConnectedAndWhoOnlyBacksUpIsNot() {
        routes.call(Method.POST, SELF + "/reports", self().body(report(clock.now(), "complete", Optional.of("ab"))));
        assertFalse(shown().online());
        routes.call(Method.GET, SELF + "/tasks", self());
        assertTrue(shown().online());
        clock.pass(Duration.ofMinutes(3));
        assertFalse(shown().online());
    }

    @Test
    void aReportThatComesTwiceCountsOnce() {
        for (int i = 0; i < 2; i++) {
            routes.call(Method.POST, SELF + "/reports", self().body(report(clock.now(), "complete", Optional.of("ab"))));
        }
        assertEquals(50, shown().storedBytes());
    }

    @Test
    void aMachineWithAClockThatIsAheadIsLateAllTheSame() {
        Instant ahead = clock.now().plus(Duration.ofDays(1000));
        routes.call(Method.POST, SELF + "/reports", self().body(report(ahead, "complete", Optional.of("ab"))));
        assertEquals(Optional.of(clock.now()), shown().lastSuccess());
        clock.pass(Duration.ofHours(27));

        assertEquals("late", shown().state());
    }

    private CommittedBackup committed(String snapshot, long unreadable) {
        return new CommittedBackup(
                snapshot, clock.now(), "box", "1.0", Optional.of(new BackupTotals(10, unreadable, 1000, 100, 60)), 50);
    }

    @Test
    void aCommitIsASuccessOfAMachineThatReportsNothing() {
        assertEquals("never", shown().state());
        fleet.committed(T, id, committed("ab", 0));
        fleet.committed(T, id, committed("ab", 0));
        close();
        open();

        AgentView view = shown();
        assertEquals("ok", view.state());
        assertEquals(Optional.of(clock.now()), view.lastSuccess());
        assertEquals(Optional.of("complete"), view.lastOutcome());
        assertEquals("box", view.host());
        assertEquals(1000, view.bytes());
        assertEquals(50, view.storedBytes());
        fleet.committed(T, id, committed("cd", 1));
        assertEquals(Optional.of("incomplete"), shown().lastOutcome());
        assertEquals(100, shown().storedBytes());
    }

    @Test
    void aReportAboutABackupWhoseCommitWasSeenCountsItsBytesOnce() {
        fleet.committed(T, id, committed("ab", 0));
        fleet.committed(T, id, committed("cd", 0));
        Instant earlier = clock.now().minus(Duration.ofHours(9));
        for (String snapshot : List.of("ab", "cd")) {
            routes.call(
                    Method.POST,
                    SELF + "/reports",
                    self().body(report(earlier.plusMillis(snapshot.hashCode()), "complete", Optional.of(snapshot))));
        }
        assertEquals(100, shown().storedBytes());
        assertEquals(Optional.of(clock.now()), shown().lastSuccess());
    }

    @Test
    void aFailureIsShownUntilTheNextSuccess() {
        routes.call(Method.POST, SELF + "/reports", self().body(report(clock.now(), "failed", Optional.empty())));
        assertEquals("failed", shown().state());
        assertEquals("disk_full", shown().lastError().orElseThrow().code());
        clock.pass(Duration.ofHours(1));
        routes.call(Method.POST, SELF + "/reports", self().body(report(clock.now(), "complete", Optional.of("ab"))));

        assertEquals("ok", shown().state());
        assertEquals(Optional.empty(), shown().lastError());
    }

    @Test
    void aTaskIsHandedOutUntilItRunsAndEndsByItsAgentsWord() {
        Job job = backup();
        for (int i = 0; i < 2; i++) {
            List<?> waiting =
                    routes.json(SelfRoutes.TaskList.class, Method.GET, SELF + "/tasks", self()).tasks();
            assertEquals(1, waiting.size());
        }
        assertEquals(204, tell(job, "running"));
        assertEquals(
                List.of(), routes.json(SelfRoutes.TaskList.class, Method.GET, SELF + "/tasks", self()).tasks());
        assertEquals(204, tell(job, "running"));
        assertEquals(204, tell(job, "succeeded"));
        assertEquals(204, tell(job, "succeeded"));

        assertEquals(JobState.SUCCEEDED, state(job));
    }

    private SelfRoutes.TaskList asked(LooseCall call) {
        return routes.json(SelfRoutes.TaskList.class, Method.GET, SELF + "/tasks", call);
    }

    private static Effective slow(double bytes) {
        return new Effective(new TreeMap<>(Map.of(AgentSettings.UPLOAD.name(), new Effective.Value(bytes, Effective.Origin.EVERYWHERE))));
    }

    @Test
    void whoSaysWhatItHasIsToldOfOtherSettingsOnceAndOthersNever() {
        values = slow(65536);
        assertEquals(Optional.empty(), asked(self()).settings());
        AgentConfiguration.Told told = asked(self().query("settings", "")).settings().orElseThrow();
        assertEquals(Map.of("agent.bandwidth.upload", 65536L), told.values());
        assertEquals(Optional.empty(), asked(self().query("settings", told.tag())).settings());
        values = slow(131072);
        assertEquals(131072L, asked(self().query("settings", told.tag())).settings().orElseThrow().values().get("agent.bandwidth.upload"));
    }

    @Test
    void whatAnAgentHasIsShownBesideWhatItShouldHave() {
        values = slow(65536);
        Routing shown = new Routing(configuration.routes(agents));
        String path = AGENTS + "/{agent}/configuration";
        AgentConfiguration.View before = shown.json(AgentConfiguration.View.class, Method.GET, path, ann());
        assertEquals(Optional.empty(), before.taken());
        asked(self().query("settings", before.tag()));
        assertEquals(Optional.of(before.tag()), shown.json(AgentConfiguration.View.class, Method.GET, path, ann()).taken());
        assertEquals("everywhere", before.values().getFirst().origin());
    }

    @Test
    void anAgentOfAnOlderVersionHearsTheLesserLimitAndTheIntervalWhenItRegisters() {
        values = new Effective(new TreeMap<>(Map.of(
                AgentSettings.UPLOAD.name(), new Effective.Value(131072.0, Effective.Origin.EVERYWHERE),
                AgentSettings.DOWNLOAD.name(), new Effective.Value(65536.0, Effective.Origin.EVERYWHERE),
                AgentSettings.POLL_INTERVAL.name(), new Effective.Value("10s", Effective.Origin.STAGE))));
        SelfRoutes.Welcome welcome = routes.json(
                SelfRoutes.Welcome.class, Method.PUT, SELF, self().body(new SelfRoutes.Registration("host-1", "1.0", "linux", List.of())));
        assertEquals(OptionalLong.of(65536), welcome.bandwidth());
        assertEquals(10, welcome.pollSeconds());
    }

    @Test
    void whoWaitsForATaskHearsOfNewSettingsAtOnce() throws Exception {
        String tag = configuration.told(T, id).tag();
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<SelfRoutes.TaskList> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            waits.countDown();
            answer.complete(asked(self().query("settings", tag).query("wait", "30")));
        });
        waits.await();
        values = slow(65536);
        // Rung again for the case that the question was not asked yet.
        while (!answer.isDone()) {
            tasks.ring();
            Thread.onSpinWait();
        }
        assertTrue(answer.get().settings().isPresent());
    }

    @Test
    void aTaskThatWasDoneBeforeItsStartWasHeardOfCountsAsDone() {
        Job job = backup();
        assertEquals(204, tell(job, "succeeded"));
        assertEquals(JobState.SUCCEEDED, state(job));
    }

    @Test
    void anAgentHearsThatItsTaskWasCancelled() {
        Job job = backup();
        tell(job, "running");
        queue.cancel(T, job.id());

        assertEquals(ErrorCode.SESSION_EXPIRED, Routing.failure(() -> tell(job, "running")));
        assertEquals(JobState.CANCELLED, state(job));
        assertEquals(ErrorCode.SESSION_EXPIRED, Routing.failure(() -> tell(job, "succeeded")));
    }

    @Test
    void anotherAgentsTaskDoesNotExist() {
        Job job = backup();
        id = agents.idOf(T, "other");

        assertEquals(
                List.of(), routes.json(SelfRoutes.TaskList.class, Method.GET, SELF + "/tasks", self()).tasks());
        assertEquals(ErrorCode.NOT_FOUND, Routing.failure(() -> tell(job, "running")));
    }

    @Test
    void aTaskWhoseAgentFellSilentFails() {
        Job job = backup();
        tell(job, "running");
        clock.pass(Duration.ofMinutes(29));
        tell(job, "running");
        clock.pass(Duration.ofMinutes(29));
        tasks.failSilent();
        assertEquals(JobState.RUNNING, state(job));
        clock.pass(Duration.ofMinutes(1));
        tasks.failSilent();

        assertEquals(JobState.FAILED, state(job));
    }

    @Test
    void whoWaitsForATaskGetsItWhenItIsSubmitted() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<List<Job>> taken = new CompletableFuture<>();
        Thread agent = Thread.ofVirtual().start(() -> {
            waits.countDown();
            try {
                taken.complete(tasks.take(T, id, 20_000, () -> false));
            } catch (InterruptedException | RuntimeException e) {
                taken.completeExceptionally(e);
            }
        });
        waits.await();
        Job job = backup();

        assertEquals(List.of(job.id()), taken.get().stream().map(Job::id).toList());
        agent.join();
    }

    @Test
    void whoWaitsWhenTheServerStopsGoesAway() throws Exception {
        CompletableFuture<List<Job>> taken = new CompletableFuture<>();
        Thread agent = Thread.ofVirtual().start(() -> {
            try {
                taken.complete(tasks.take(T, id, 600_000, () -> false));
            } catch (InterruptedException | RuntimeException e) {
                taken.completeExceptionally(e);
            }
        });
        tasks.close();

        assertEquals(List.of(), taken.get());
        agent.join();
    }

    @Test
    void aRemovedAgentsTokensAndTasksGoWithIt() {
        NewToken token = tokens.create(
                new Token.Owner("laptop", Role.AGENT, Optional.of(T), Optional.of(id)), "test", Optional.empty());
        Job waiting = backup();

        routes.call(Method.DELETE, AGENTS + "/{agent}", ann());

        assertEquals(Optional.empty(), tokens.use(token.text()));
        assertEquals(JobState.CANCELLED, state(waiting));
        assertEquals(ErrorCode.NOT_FOUND, Routing.failure(this::shown));
    }
}
