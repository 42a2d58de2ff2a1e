package dev.holdfast.server;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.server.access.Identities;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.browse.RestoreRoutes;
import dev.holdfast.server.config.UpkeepSettings;
import dev.holdfast.server.event.Event;
import dev.holdfast.server.fleet.AgentConfiguration;
import dev.holdfast.server.fleet.AgentRoutes;
import dev.holdfast.server.fleet.CommittedBackup;
import dev.holdfast.server.fleet.Fleet;
import dev.holdfast.server.fleet.SelfRoutes;
import dev.holdfast.server.fleet.TaskBoard;
import dev.holdfast.server.job.Job;
import dev.holdfast.server.job.JobHandler;
import dev.holdfast.server.job.JobQueue;
import dev.holdfast.server.job.JobRoutes;
import dev.holdfast.server.job.JobState;
import dev.holdfast.server.job.JobWorkers;
import dev.holdfast.server.maintenance.CollectHandler;
import dev.holdfast.server.maintenance.Reapers;
import dev.holdfast.server.maintenance.RetentionHandler;
import dev.holdfast.server.maintenance.ScrubHandler;
import dev.holdfast.server.maintenance.Upkeep;
import dev.holdfast.server.maintenance.WholeTenantRemoval;
import dev.holdfast.server.policy.ApprovalStore;
import dev.holdfast.server.policy.Approvals;
import dev.holdfast.server.policy.KnownSnapshots;
import dev.holdfast.server.policy.PolicyRoutes;
import dev.holdfast.server.policy.SnapshotProtection;
import dev.holdfast.server.repository.SessionRegistry;
import dev.holdfast.server.repository.SnapshotObserver;
import dev.holdfast.server.repository.SnapshotRows;
import dev.holdfast.server.repository.TenantRepositories;
import dev.holdfast.server.storage.Recounting;
import dev.holdfast.server.storage.StorageFigures;
import dev.holdfast.server.storage.StorageRoutes;
import dev.holdfast.server.storage.UsageSamples;
import dev.holdfast.server.telemetry.LogRules;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantObserver;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.admin.TenantRoutes;
import dev.holdfast.server.tenant.admin.TenantUsage;
import dev.holdfast.server.work.Rounds;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What goes on by itself or takes longer than a request: jobs, the fleet, policies, figures, tenants. */
final class UpkeepParts {
    private final Foundation on;
    private final Stores stores;
    private final ConfigParts config;
    private final TenantRepositories repositories;
    private final KnownSnapshots snapshots;
    private final SnapshotProtection protection;
    private final ExecutorService background;
    private final JobRoutes.Permission permission;
    private final JobQueue queue;
    private final TaskBoard tasks;
    private final Reapers reapers;
    private final StorageFigures figures;
    private final UsageSamples samples;
    private final Fleet fleet;
    private final SnapshotRows rows;
    private final AgentConfiguration configuration;

    UpkeepParts(
            Foundation on,
            Stores stores,
            ConfigParts config,
            TenantRepositories repositories,
            KnownSnapshots snapshots,
            SnapshotProtection protection,
            ExecutorService background,
            JobRoutes.Permission permission) {
        this.on = on;
        this.stores = stores;
        this.config = config;
        this.configuration = new AgentConfiguration((tenant, agent) -> config.live().agent(tenant.text(), agent));
        this.repositories = repositories;
        this.snapshots = snapshots;
        this.protection = protection;
        this.background = background;
        this.permission = permission;
        this.queue = new JobQueue(stores.jobs(), on.events());
        this.tasks = new TaskBoard(stores.jobs(), queue, on.clock());
        this.reapers = new Reapers(repositories, on.clock());
        this.figures = new StorageFigures(repositories, stores.agents(), stores.sessions(), on.clock());
        this.samples = new UsageSamples(on.database(), figures, on.clock());
        this.rows = new SnapshotRows(stores.sessions(), stores.agents());
        this.fleet = new Fleet(stores.agents(), stores.policies(), snapshots, on.events(), on.clock());
    }

    List<ServerPart> parts() {
        return List.of(jobs(), upkeep(), fleet(), policies(), storage(), tenants());
    }

    SnapshotObserver observer() {
        return new Observer();
    }

    /** Counts a new snapshot as a success of its machine, and has figures counted anew. */
    private final class Observer implements SnapshotObserver {
        @Override
        public void committed(TenantName tenant, SessionId snapshot, SessionRegistry.Entry entry, long storedBytes) {
            figures.changed(tenant);
            CommittedBackup backup = new CommittedBackup(
                    snapshot.toString(),
                    entry.committed().orElseGet(on.clock()::now),
                    entry.host(),
                    entry.version(),
                    entry.totals(),
                    storedBytes);
            entry.agent().ifPresent(agent -> fleet.committed(tenant, agent, backup));
        }

        @Override
        public void forgotten(TenantName tenant, SessionId snapshot) {
            figures.changed(tenant);
        }
    }

    private ServerPart jobs() {
        List<JobHandler> handlers = Stream.of(
                        new CollectHandler(repositories, reapers, stores.policies(), on.events(), on.entropy()),
                        new ScrubHandler(repositories, stores.policies(), stores.scrubbed()),
                        new RetentionHandler(snapshots, stores.policies(), stores.audit(), on.events(), on.clock()))
                .<JobHandler>map(handler -> new Recounting(handler, figures))
                .toList();
        String owner = HexFormat.of().formatHex(on.entropy().bytes(8));
        JobWorkers workers = new JobWorkers(stores.jobs(), queue, handlers, background, on.clock(), owner);
        config.attach("jobs", values -> Math.toIntExact(values.value(UpkeepSettings.PARALLEL)), workers::follow);
        queue.listen(this::logEnd);
        return ServerPart.of("jobs", new JobRoutes(stores.jobs(), queue, stores.audit(), permission).routes())
                .onStart(workers::start)
                .onStop(workers::close);
    }

    private void logEnd(Job job) {
        if (job.state() != JobState.QUEUED && job.state() != JobState.RUNNING) {
            StructuredLog.Level level = job.state() == JobState.FAILED ? StructuredLog.Level.WARNING : StructuredLog.Level.INFO;
            on.log().event(LogRules.Component.JOBS, level, "job_ended", Map.of(
                    "job", job.id(),
                    "kind", job.request().kind().word(),
                    "tenant", job.request().tenant(),
                    "state", job.state().name().toLowerCase(Locale.ROOT)));
        }
    }

    private ServerPart upkeep() {
        Upkeep upkeep = new Upkeep(
                new Upkeep.Sources(stores.tenants(), repositories, stores.policies(), queue), stores.timetable(), reapers, tasks, samples, on.clock());
        on.metrics().gauge("holdfast_sessions_expired", "Sessions closed since the start because their agents were gone.", () -> (double) reapers.expired());
        Upkeep.FailureListener failures = (tenant, failure) -> on.log().failure("upkeep_failed", failure, Map.of("tenant", tenant));
        AtomicLong pauseMillis = new AtomicLong();
        config.attach("upkeep interval", values -> values.value(UpkeepSettings.INTERVAL).toMillis(), pauseMillis::set);
        config.attach(
                "schedules",
                values -> values.value(UpkeepSettings.PAUSED) ? Upkeep.Schedules.PAUSED : Upkeep.Schedules.HEEDED,
                upkeep::follow);
        AtomicReference<@Nullable Rounds> looking = new AtomicReference<>();
        AtomicReference<@Nullable Rounds> reaping = new AtomicReference<>();
        return ServerPart.of("upkeep", List.of())
                .onStart(() -> {
                    looking.set(Assembly.rounds(on, "upkeep", () -> upkeep.look(failures), pauseMillis::get));
                    reaping.set(Assembly.rounds(on, "reaper", () -> upkeep.reap(failures), () -> Reapers.EVERY_MILLIS));
                })
                .onStop(() -> {
                    Assembly.close(reaping);
                    Assembly.close(looking);
                });
    }

    private ServerPart fleet() {
        List<Route> routes = new ArrayList<>(new SelfRoutes(stores.agents(), fleet, tasks, stores.policies(), configuration).routes());
        routes.addAll(configuration.routes(stores.agents()));
        config.live().listen(tasks::ring);
        routes.addAll(new AgentRoutes(stores.agents(), fleet, tasks, stores.tokens(), queue, stores.audit()).routes());
        routes.addAll(new RestoreRoutes(repositories, stores.sessions(), stores.agents(), queue, stores.audit()).routes());
        on.closing().add(tasks::close);
        return ServerPart.of("fleet", routes);
    }

    private ServerPart policies() {
        Approvals approvals = new Approvals(
                stores.approvals(), stores.policies(), snapshots, new Identities(stores.tokens(), stores.users()), this::relabelled, on.clock());
        return ServerPart.of("policies", new PolicyRoutes(
                                stores.policies(), stores.approvals(), approvals, snapshots, stores.audit(), on.clock())
                        .routes())
                .onStart(() -> approvals.resume(this::resumed));
    }

    private void resumed(ApprovalStore.Unapplied one, Optional<HoldfastException> failure) {
        String id = one.approval().id();
        AuditTrail.Outcome outcome = failure.isPresent() ? AuditTrail.Outcome.FAILED : AuditTrail.Outcome.DONE;
        failure.ifPresent(cause -> on.log().failure("approval_failed", cause, Map.of("approval", id)));
        stores.audit().record(Caller.server(), "", new AuditTrail.Act(
                Optional.of(one.tenant()), "approval.apply", id, outcome, Map.of("object", one.approval().object())));
    }

    private void relabelled(TenantName tenant, Snapshot snapshot) {
        on.events().publish(new Event(Event.Topic.SNAPSHOT, tenant, rows.of(tenant, snapshot)));
    }

    private ServerPart storage() {
        return ServerPart.of("storage", new StorageRoutes(
                        figures, samples, new FilterReport(repositories), stores.jobs(), stores.tenants(), on.clock())
                .routes());
    }

    private ServerPart tenants() {
        WholeTenantRemoval removal =
                new WholeTenantRemoval(stores.tenants(), repositories, snapshots, protection, List.of(
                        stores.sessions()::removeAll,
                        stores.jobs()::removeTenant,
                        stores.policies()::removeTenant,
                        stores.approvals()::removeTenant,
                        stores.agents()::removeTenant,
                        stores.scrubbed()::removeTenant,
                        stores.timetable()::removeTenant,
                        samples::removeTenant,
                        reapers::removeTenant,
                        configuration::removeTenant,
                        stores.users()::removeTenant,
                        (TenantObserver) stores.tokens()::revokeTenant));
        return ServerPart.of("tenants", new TenantRoutes(stores.tenants(), new Usage(), removal, stores.audit()).routes());
    }

    /** What the list of tenants shows of each. */
    private final class Usage implements TenantUsage {
        @Override
        public Repositories repositories() {
            return repositories;
        }

        @Override
        public long storedBytes(TenantName tenant) {
            return figures.storedBytes(tenant);
        }

        @Override
        public long snapshots(TenantName tenant) {
            return figures.snapshots(tenant);
        }

        @Override
        public long agents(TenantName tenant) {
            return stores.agents().list(tenant).size();
        }
    }
}
