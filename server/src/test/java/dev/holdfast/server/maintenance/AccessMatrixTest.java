package dev.holdfast.server.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.core.keys.Argon2;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.access.AccessControl;
import dev.holdfast.server.access.Identities;
import dev.holdfast.server.access.OneTimeTokens;
import dev.holdfast.server.access.PasswordHash;
import dev.holdfast.server.access.SessionRoutes;
import dev.holdfast.server.access.SignInDesk;
import dev.holdfast.server.access.SignInStore;
import dev.holdfast.server.access.SignInThrottle;
import dev.holdfast.server.access.TokenRoutes;
import dev.holdfast.server.access.TokenStore;
import dev.holdfast.server.access.UserRoutes;
import dev.holdfast.server.access.UserStore;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.audit.AuditRoutes;
import dev.holdfast.server.config.ConfigurationRoutes;
import dev.holdfast.server.config.ConfigurationStore;
import dev.holdfast.server.config.LiveConfiguration;
import dev.holdfast.server.config.ServerSettings;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.experiment.Environments;
import dev.holdfast.server.experiment.ExperimentRoutes;
import dev.holdfast.server.experiment.ExperimentStore;
import dev.holdfast.server.experiment.ExperimentTables;
import dev.holdfast.server.experiment.Settlement;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.fixture.MemoryRepositories;
import dev.holdfast.server.flag.publish.EnvironmentStore;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.VersionStore;
import dev.holdfast.server.flag.publish.api.FlagApi;
import dev.holdfast.server.flag.publish.change.ChangeDesk;
import dev.holdfast.server.flag.publish.change.ChangeStore;
import dev.holdfast.server.flag.publish.rollout.ReportedMetrics;
import dev.holdfast.server.flag.publish.rollout.RolloutStore;
import dev.holdfast.server.flag.publish.rollout.Rollouts;
import dev.holdfast.server.fleet.AgentConfiguration;
import dev.holdfast.server.fleet.AgentRoutes;
import dev.holdfast.server.fleet.AgentStore;
import dev.holdfast.server.fleet.Fleet;
import dev.holdfast.server.fleet.SelfRoutes;
import dev.holdfast.server.fleet.TaskBoard;
import dev.holdfast.server.job.JobQueue;
import dev.holdfast.server.job.JobRoutes;
import dev.holdfast.server.job.JobStore;
import dev.holdfast.server.policy.ApprovalStore;
import dev.holdfast.server.policy.Approvals;
import dev.holdfast.server.policy.KnownSnapshots;
import dev.holdfast.server.policy.PolicyRoutes;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.policy.SnapshotProtection;
import dev.holdfast.server.storage.StorageFigures;
import dev.holdfast.server.storage.StorageRoutes;
import dev.holdfast.server.storage.UsageSamples;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantStore;
import dev.holdfast.server.tenant.admin.TenantRoutes;
import dev.holdfast.server.tenant.admin.TenantUsage;
import dev.holdfast.server.work.ServerThreads;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call what, written down a second time and by hand, so that nobody is let in by a slip in one place. */
final class AccessMatrixTest {
    private static final TenantName T = new TenantName("t");

    /** The callers, in the order of the letters of the table. */
    private static final List<Caller> CALLERS = callers();

    /**
     * For each route, who is admitted: {@code -} whoever is not known; {@code a p r o m} agent, application, reader, operator and administrator of the
     * tenant; {@code R O M} those of the whole server; {@code x} an administrator of another tenant.
     */
    private static final String MATRIX =
            """
            POST /session -apromROMx
            GET /session apromROMx
            DELETE /session apromROMx
            DELETE /session/others apromROMx
            PUT /session/password apromROMx
            GET /tenants aromROMx
            POST /tenants M
            PATCH /tenants/{tenant} M
            DELETE /tenants/{tenant} M
            GET /tenants/{tenant}/tokens mM
            POST /tenants/{tenant}/tokens mM
            DELETE /tenants/{tenant}/tokens/{token} mM
            GET /tokens M
            POST /tokens M
            DELETE /tokens/{token} M
            GET /tenants/{tenant}/users mM
            POST /tenants/{tenant}/users mM
            PATCH /tenants/{tenant}/users/{user} mM
            DELETE /tenants/{tenant}/users/{user} mM
            GET /users M
            POST /users M
            PATCH /users/{user} M
            DELETE /users/{user} M
            GET /tenants/{tenant}/audit omOM
            GET /tenants/{tenant}/audit/export omOM
            GET /audit OM
            GET /audit/export OM
            GET /tenants/{tenant}/jobs romROM
            GET /tenants/{tenant}/jobs/{job} romROM
            POST /tenants/{tenant}/jobs omOM
            DELETE /tenants/{tenant}/jobs/{job} omOM
            GET /tenants/{tenant}/policy romROM
            PUT /tenants/{tenant}/policy omOM
            POST /tenants/{tenant}/policy/preview omOM
            GET /tenants/{tenant}/approvals romROM
            POST /tenants/{tenant}/approvals/{approval} mM
            PUT /tenants/{tenant}/agents/self a
            POST /tenants/{tenant}/agents/self/reports a
            GET /tenants/{tenant}/agents/self/tasks a
            POST /tenants/{tenant}/agents/self/tasks/{task} a
            GET /tenants/{tenant}/agents romROM
            GET /tenants/{tenant}/agents/{agent} romROM
            DELETE /tenants/{tenant}/agents/{agent} mM
            POST /tenants/{tenant}/agents/{agent}/backup omOM
            GET /flags/projects ROM
            POST /flags/projects M
            DELETE /flags/projects/{project} M
            POST /flags/projects/{project}/environments M
            GET /flags/projects/{project}/environments/{environment} ROM
            PATCH /flags/projects/{project}/environments/{environment} M
            DELETE /flags/projects/{project}/environments/{environment} M
            GET /flags/projects/{project}/environments/{environment}/document ROM
            PUT /flags/projects/{project}/environments/{environment}/document OM
            GET /flags/projects/{project}/environments/{environment}/history ROM
            GET /flags/projects/{project}/environments/{environment}/diff ROM
            POST /flags/projects/{project}/environments/{environment}/rollback OM
            POST /flags/projects/{project}/environments/{environment}/set OM
            POST /flags/projects/{project}/environments/{environment}/changes OM
            GET /flags/projects/{project}/environments/{environment}/changes ROM
            GET /flags/projects/{project}/environments/{environment}/changes/{change} ROM
            POST /flags/projects/{project}/environments/{environment}/changes/{change} OM
            POST /flags/projects/{project}/environments/{environment}/explain ROM
            GET /flags/projects/{project}/environments/{environment}/stale ROM
            POST /flags/projects/{project}/environments/{environment}/rollouts OM
            GET /flags/projects/{project}/environments/{environment}/rollouts ROM
            DELETE /flags/projects/{project}/environments/{environment}/rollouts/{rollout} OM
            GET /flags/projects/{project}/environments/{environment}/metrics ROM
            PUT /flags/projects/{project}/environments/{environment}/metrics/{metric...} OM
            GET /tenants/{tenant}/agents/{agent}/configuration romROM
            GET /configuration ROM
            GET /configuration/settings ROM
            GET /configuration/effective ROM
            GET /configuration/history ROM
            GET /configuration/versions/{sequence} ROM
            GET /configuration/diff ROM
            POST /configuration/check OM
            PUT /configuration M
            POST /configuration/rollback M
            GET /tenants/{tenant}/storage romROM
            GET /tenants/{tenant}/storage/history romROM
            GET /experiments/{project}/{environment} ROM
            POST /experiments/{project}/{environment} OM
            GET /experiments/{project}/{environment}/{experiment} ROM
            POST /experiments/{project}/{environment}/{experiment}/start OM
            POST /experiments/{project}/{environment}/{experiment}/stop OM
            GET /experiments/{project}/{environment}/{experiment}/results ROM
            """;

    @TempDir
    Path directory;

    private final StructuredLog log = StructuredLog.to(OutputStream.nullOutputStream(), new HandClock(), ServerThreads.virtual("log"));

    @AfterEach
    void close() {
        log.close();
    }

    private static List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        callers.add(Caller.anonymous("192.0.2.1"));
        for (Role role : Role.values()) {
            callers.add(LooseCall.caller("c", role));
        }
        for (Role role : List.of(Role.READER, Role.OPERATOR, Role.ADMIN)) {
            callers.add(caller(role, Optional.empty()));
        }
        callers.add(caller(Role.ADMIN, Optional.of(new TenantName("other"))));
        return callers;
    }

    private static Caller caller(Role role, Optional<TenantName> tenant) {
        return new Caller(Caller.Kind.TOKEN, "c", "c", role, tenant, Optional.empty(), Optional.empty(), "192.0.2.1");
    }

    private static String admitted(Route route) {
        Optional<TenantName> tenant = route.path().contains("{tenant}") ? Optional.of(T) : Optional.empty();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < CALLERS.size(); i++) {
            if (route.access().admits(CALLERS.get(i), tenant)) {
                letters.append("-apromROMx".charAt(i));
            }
        }
        return letters.toString();
    }

    @Test
    void everyRouteAdmitsExactlyWhomTheTableSays() {
        try (ControlDatabase database = ControlDatabase.open(
                directory.resolve("server.db"),
                List.of(
                        TokenStore.MIGRATION,
                        UserStore.MIGRATION,
                        SignInStore.MIGRATION,
                        TenantStore.MIGRATION,
                        PolicyStore.MIGRATION,
                        AgentStore.MIGRATION,
                        EnvironmentStore.MIGRATION,
                        VersionStore.MIGRATION,
                        ExperimentTables.MIGRATION,
                        ConfigurationStore.MIGRATION))) {
            String actual = routes(database)
                    .map(route -> route.method() + " " + route.path().substring("/api/v1".length()) + " " + admitted(route))
                    .sorted()
                    .collect(Collectors.joining("\n"));

            assertEquals(MATRIX.lines().sorted().collect(Collectors.joining("\n")), actual);
        }
    }

    private Stream<Route> routes(ControlDatabase database) {
        HandClock clock = new HandClock();
        Entropy entropy = Entropy.system();
        EventHub events = new EventHub();
        AuditLog audit = new AuditLog(database, clock);
        TokenStore tokens = new TokenStore(database, clock, entropy);
        UserStore users = new UserStore(database, clock, new PasswordHash(Argon2.fastest(), PasswordHash.STANDARD, entropy));
        SignInStore signIns = new SignInStore(database, clock, entropy, List.of());
        SignInDesk desk = new SignInDesk(tokens, users, new OneTimeTokens(clock, entropy), new SignInThrottle(clock));
        TenantStore tenants = new TenantStore(database, clock);
        MemoryRepositories repositories = new MemoryRepositories();
        AgentStore agents = new AgentStore(database, clock, entropy);
        JobStore jobs = new JobStore(database, clock, entropy);
        JobQueue queue = new JobQueue(jobs, events);
        TaskBoard tasks = new TaskBoard(jobs, queue, clock);
        PolicyStore policies = new PolicyStore(database);
        ApprovalStore requests = new ApprovalStore(database, clock, entropy);
        KnownSnapshots snapshots = new KnownSnapshots(repositories, repositories, tenants, entropy, agents);
        Approvals approvals = new Approvals(requests, policies, snapshots, new Identities(tokens, users), (tenant, snapshot) -> {}, clock);
        SnapshotProtection protection = new SnapshotProtection(policies, requests, tenants, audit, clock);
        Fleet fleet = new Fleet(agents, policies, snapshots, events, clock);
        ConfigurationStore versions = new ConfigurationStore(database, ServerSettings.SCHEMA, clock, entropy);
        LiveConfiguration live = new LiveConfiguration(versions, ServerSettings.SCHEMA, Set.of(), log);
        AgentConfiguration configuration = new AgentConfiguration((tenant, agent) -> live.agent(tenant.text(), agent));
        StorageFigures figures = new StorageFigures(repositories, agents, repositories, clock);
        UsageSamples samples = new UsageSamples(database, figures, clock);
        ExperimentStore experiments = new ExperimentStore(database, clock);
        SessionRoutes.Site site =
                new SessionRoutes.Site(tenants, audit, List.of(), SessionRoutes.CookieSecurity.SECURE, "1");
        return Stream.of(
                        new SessionRoutes(desk, signIns, users, new AccessControl(tokens, users, signIns, clock), site).routes(),
                        new TokenRoutes(tokens, signIns, agents, audit).routes(),
                        new UserRoutes(users, signIns, audit).routes(),
                        new AuditRoutes(audit).routes(),
                        new JobRoutes(jobs, queue, audit, (call, kind, parameters) -> {}).routes(),
                        new PolicyRoutes(policies, requests, approvals, snapshots, audit, clock).routes(),
                        new SelfRoutes(agents, fleet, tasks, policies, configuration).routes(),
                        new AgentRoutes(agents, fleet, tasks, tokens, queue, audit).routes(),
                        configuration.routes(agents),
                        new ConfigurationRoutes(live, versions, audit).routes(),
                        new StorageRoutes(figures, samples, tenant -> Optional.empty(), jobs, tenants, clock).routes(),
                        flags(database, clock, new Identities(tokens, users), audit),
                        new ExperimentRoutes(experiments, new Settlement(database, experiments, clock), Environments.named(), audit)
                                .routes(),
                        new TenantRoutes(
                                        tenants,
                                        usage(repositories, figures),
                                        new WholeTenantRemoval(tenants, repositories, snapshots, protection, List.of()),
                                        audit)
                                .routes())
                .flatMap(List::stream);
    }

    private static List<Route> flags(ControlDatabase database, HandClock clock, Identities identities, AuditLog audit) {
        VersionStore versions = new VersionStore(database);
        FlagEnvironments environments = new FlagEnvironments(new EnvironmentStore(database, clock), versions, clock);
        ReportedMetrics metrics = new ReportedMetrics(database, clock);
        Rollouts rollouts =
                new Rollouts(new RolloutStore(database), environments, metrics::guard, rollout -> {}, clock, Entropy.system());
        ChangeDesk desk = new ChangeDesk(new ChangeStore(database), environments, versions, rollouts, clock, Entropy.system());
        return new FlagApi(environments, versions, desk, rollouts, metrics, identities, audit, clock).routes();
    }

    private static TenantUsage usage(Repositories repositories, StorageFigures figures) {
        return new TenantUsage() {
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
                return 0;
            }
        };
    }
}
