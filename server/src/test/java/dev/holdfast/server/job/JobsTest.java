package dev.holdfast.server.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.event.Event;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.fixture.Routing;
import dev.holdfast.server.tenant.TenantName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobsTest {
    private static final TenantName T = new TenantName("t");
    private static final TenantName U = new TenantName("u");
    private static final String JOBS = "/tenants/{tenant}/jobs";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final EventHub events = new EventHub();
    private Function<JobRun, Map<String, Object>> work = run -> Map.of("fine", 1);
    private int starts;
    private ControlDatabase database;
    private JobStore store;
    private JobQueue queue;
    private JobWorkers workers;
    private Routing routes;

    @BeforeEach
    void start() {
        database = ControlDatabase.open(directory.resolve("server.db"), List.of(JobStore.MIGRATION, AuditLog.MIGRATION));
        store = new JobStore(database, clock, Entropy.system());
        queue = new JobQueue(store, events);
        List<JobHandler> handlers = List.of(handler(JobKind.COLLECT), handler(JobKind.SCRUB));
        workers = new JobWorkers(store, queue, handlers, threads::add, clock, "start-" + starts++);
        workers.start();
        routes = new Routing(new JobRoutes(store, queue, new AuditLog(database, clock), (call, kind, parameters) -> {}).routes());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private JobHandler handler(JobKind kind) {
        return new JobHandler() {
            @Override
            public JobKind kind() {
                return kind;
            }

            @Override
            public Map<String, Object> run(JobRun run) {
                return work.apply(run);
            }
        };
    }

    /** What was running is gone without a trace. */
    private void crashAndStart() {
        threads.clear();
        database.close();
        start();
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            threads.poll().run();
        }
    }

    private Job submit(JobKind kind, TenantName tenant, Map<String, Object> parameters) {
        return queue.submit(JobRequest.here(kind, tenant, "ann", parameters));
    }

    private Job now(Job job) {
        return store.find(job.id()).orElseThrow();
    }

    @Test
    void ofEachKindAsManyRunAsIsConfigured() {
        for (int i = 0; i < 6; i++) {
            queue.submit(JobRequest.here(JobKind.COLLECT, new TenantName("t" + i), "ann", Map.of()));
        }
        assertEquals(2, workers.running());
        workers.follow(4);
        assertEquals(4, workers.running());
        workers.follow(1);
        assertEquals(4, workers.running());
        while (!threads.isEmpty()) {
            threads.poll().run();
        }
        assertEquals(0, workers.running());
    }

    @Test
    void aJobSucceedsAndItsResultIsThereAfterARestart() {
        Job job = submit(JobKind.COLLECT, T, Map.of("max_unused_percent", 10));
        assertEquals(JobState.RUNNING, now(job).state());
        runAll();
        crashAndStart();

        assertEquals(JobState.SUCCEEDED, now(job).state());
        assertEquals(Optional.of(Map.of("fine", 1)), now(job).status().result());
        assertEquals(Map.of("max_unused_percent", 10), now(job).request().parameters());
    }

    @Test
    void whatRanWhenTheServerDiedIsTakenUpAgainButNotForEver() {
        Job job = submit(JobKind.COLLECT, T, Map.of());
        crashAndStart();
        assertEquals(2, now(job).status().attempts());
        crashAndStart();
        assertEquals(3, now(job).status().attempts());
        crashAndStart();

        assertEquals(JobState.FAILED, now(job).state());
        assertEquals("interrupted", now(job).status().failure().orElseThrow().code());
    }

    @Test
    void aJobThatWasCancelledBeforeACrashIsNotTakenUpAgain() {
        Job job = submit(JobKind.COLLECT, T, Map.of());
        queue.cancel(T, job.id());
        crashAndStart();

        assertEquals(JobState.CANCELLED, now(job).state());
        assertTrue(threads.isEmpty());
    }

    @Test
    void aWaitingJobThatDoesTheSameIsNotQueuedTwice() {
        submit(JobKind.COLLECT, T, Map.of());
        Job waiting = submit(JobKind.COLLECT, T, Map.of());
        assertEquals(waiting.id(), submit(JobKind.COLLECT, T, Map.of()).id());
        assertTrue(!waiting.id().equals(submit(JobKind.COLLECT, T, Map.of("max_unused_percent", 1)).id()));
    }

    @Test
    void ofOneKindATenantHasOneRunningJobAndTheServerTwo() {
        Set<String> parallel = new HashSet<>();
        work = run -> {
            parallel.add(run.job().id());
            assertEquals(1, store.in(JobState.RUNNING).stream()
                    .filter(job -> job.request().tenant().equals(run.job().request().tenant()))
                    .filter(job -> job.request().kind() == JobKind.COLLECT)
                    .count());
            return Map.of();
        };
        submit(JobKind.COLLECT, T, Map.of());
        submit(JobKind.COLLECT, T, Map.of("max_unused_percent", 1));
        submit(JobKind.COLLECT, U, Map.of());
        submit(JobKind.COLLECT, new TenantName("v"), Map.of());
        submit(JobKind.SCRUB, T, Map.of());
        assertEquals(3, workers.running());
        runAll();

        assertEquals(4, parallel.size() - 1);
        assertEquals(List.of(), store.in(JobState.QUEUED));
        assertEquals(List.of(), store.in(JobState.RUNNING));
    }

    @Test
    void aWaitingJobIsCancelledAtOnceAndARunningOneWhenItHeedsIt() {
        work = run -> {
            run.progress(1, 2, "packs");
            return Map.of();
        };
        Job running = submit(JobKind.COLLECT, T, Map.of());
        Job waiting = submit(JobKind.COLLECT, T, Map.of());

        assertEquals(JobState.CANCELLED, queue.cancel(T, waiting.id()).state());
        assertEquals(JobState.RUNNING, queue.cancel(T, running.id()).state());
        runAll();

        assertEquals(JobState.CANCELLED, now(running).state());
        assertEquals(JobState.CANCELLED, now(waiting).state());
    }

    @Test
    void whatPassesIsTriedAgainAndWhatDoesNotFailsAtOnce() {
        List<Integer> attempts = new ArrayList<>();
        work = run -> {
            attempts.add(run.job().status().attempts());
            throw new HoldfastException(run.job().request().kind() == JobKind.COLLECT ? ErrorCode.STORE_BUSY : ErrorCode.INDEX_DAMAGED, "no");
        };
        Job passing = submit(JobKind.COLLECT, T, Map.of());
        runAll();
        assertEquals(List.of(1, 2, 3), attempts);
        assertEquals("store_busy", now(passing).status().failure().orElseThrow().code());

        attempts.clear();
        Job lasting = submit(JobKind.SCRUB, T, Map.of());
        runAll();
        assertEquals(List.of(1), attempts);
        assertEquals(JobState.FAILED, now(lasting).state());
    }

    @Test
    void aDefectFailsItsJobOnly() {
        work = run -> {
            throw new IllegalStateException("defect");
        };
        Job job = submit(JobKind.COLLECT, T, Map.of());
        runAll();
        assertEquals("internal", now(job).status().failure().orElseThrow().code());

        work = run -> Map.of();
        Job next = submit(JobKind.COLLECT, T, Map.of());
        runAll();
        assertEquals(JobState.SUCCEEDED, now(next).state());
    }

    @Test
    void progressIsToldAtMostFourTimesASecond() throws InterruptedException {
        work = run -> {
            for (int i = 0; i < 1000; i++) {
                run.progress(i, 1000, "packs");
                clock.pass(Duration.ofMillis(10));
            }
            return Map.of();
        };
        int told = 0;
        try (EventHub.Subscription watcher = events.subscribe(T, Set.of(Event.Topic.JOB))) {
            submit(JobKind.COLLECT, T, Map.of());
            runAll();
            for (Optional<Event> event = watcher.next(0); event.isPresent(); event = watcher.next(0)) {
                told++;
            }
        }
        assertTrue(told >= 40 && told <= 44, "told " + told + " times in 10 seconds");
    }

    @Test
    void peopleCannotSubmitWhatAgentsDoNorStrangeParameters() {
        for (JobRoutes.JobOrder order : List.of(
                new JobRoutes.JobOrder("restore", Optional.empty()),
                new JobRoutes.JobOrder("dance", Optional.empty()),
                new JobRoutes.JobOrder("scrub", Optional.of(Map.of("percent", 101))),
                new JobRoutes.JobOrder("scrub", Optional.of(Map.of("percent", "5"))),
                new JobRoutes.JobOrder("collect", Optional.of(Map.of("percent", 5))))) {
            assertEquals(
                    ErrorCode.INVALID_ARGUMENT,
                    Routing.failure(() -> routes.call(Method.POST, JOBS, LooseCall.by("ann", Role.OPERATOR).body(order))));
        }
        JobRoutes.JobOrder good = new JobRoutes.JobOrder("scrub", Optional.of(Map.of("percent", 5)));
        assertEquals(
                ErrorCode.FORBIDDEN,
                Routing.failure(() -> routes.call(Method.POST, JOBS, LooseCall.by("ann", Role.READER).body(good))));
        routes.call(Method.POST, JOBS, LooseCall.by("ann", Role.OPERATOR).body(good));
    }

    @Test
    void anotherTenantsJobDoesNotExist() {
        Job job = submit(JobKind.COLLECT, U, Map.of());

        assertEquals(
                ErrorCode.NOT_FOUND,
                Routing.failure(() ->
                        routes.call(Method.DELETE, JOBS + "/{job}", LooseCall.by("ann", Role.ADMIN).path("job", job.id()))));
        assertEquals(
                List.of(), routes.json(JobRoutes.JobPage.class, Method.GET, JOBS, LooseCall.by("ann", Role.ADMIN)).jobs());
    }

    /** Whatever is submitted, cancelled, run and cut short in whatever order: in the end every job has ended, and none ran beside its like. */
    @Test
    void everyJobEndsWhateverHappens() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Job> submitted = new ArrayList<>();
        work = run -> {
            run.checkWanted();
            if (random.nextInt(4) == 0) {
                throw new HoldfastException(ErrorCode.STORE_BUSY, "busy");
            }
            return Map.of("attempt", run.job().status().attempts());
        };
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(10)) {
                case 0 -> crashAndStart();
                case 1, 2, 3 ->
                    submitted.add(submit(
                            random.nextBoolean() ? JobKind.COLLECT : JobKind.SCRUB, random.nextBoolean() ? T : U, Map.of()));
                case 4 -> {
                    if (!submitted.isEmpty()) {
                        Job job = submitted.get(random.nextInt(submitted.size()));
                        queue.cancel(job.request().tenant(), job.id());
                    }
                }
                default -> Optional.ofNullable(threads.poll()).ifPresent(Runnable::run);
            }
            long kinds = store.in(JobState.RUNNING).stream()
                    .map(job -> job.request().kind() + " " + job.request().tenant())
                    .distinct()
                    .count();
            assertEquals(kinds, store.in(JobState.RUNNING).size(), "seed " + seed + " step " + step);
        }
        runAll();
        for (Job job : submitted) {
            assertTrue(now(job).state().isEnd(), "seed " + seed + ": " + now(job));
        }
    }
}
