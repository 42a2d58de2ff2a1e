package dev.holdfast.server;

import dev.holdfast.core.keys.PassphraseStretching;
import dev.holdfast.server.access.PasswordHash;
import dev.holdfast.server.access.SignInObserver;
import dev.holdfast.server.access.SignInStore;
import dev.holdfast.server.access.TokenStore;
import dev.holdfast.server.access.UserStore;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.config.ConfigurationStore;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.experiment.ExperimentTables;
import dev.holdfast.server.fleet.AgentStore;
import dev.holdfast.server.job.JobStore;
import dev.holdfast.server.maintenance.ScrubCursor;
import dev.holdfast.server.maintenance.Timetable;
import dev.holdfast.server.policy.ApprovalStore;
import dev.holdfast.server.policy.Policy;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.repository.SessionRegistry;
import dev.holdfast.server.storage.UsageSamples;
import dev.holdfast.server.tenant.TenantStore;
import java.util.List;
import java.util.function.Supplier;

/** The rows of all subjects. */
record Stores(
        TenantStore tenants,
        TokenStore tokens,
        UserStore users,
        SignInStore signIns,
        AuditLog audit,
        SessionRegistry sessions,
        JobStore jobs,
        PolicyStore policies,
        ApprovalStore approvals,
        AgentStore agents,
        ScrubCursor scrubbed,
        Timetable timetable) {
    /** The tables of all subjects. A released one stays in this list. */
    static final List<Migration> MIGRATIONS = List.of(
            TenantStore.MIGRATION,
            TokenStore.MIGRATION,
            UserStore.MIGRATION,
            SignInStore.MIGRATION,
            AuditLog.MIGRATION,
            SessionRegistry.MIGRATION,
            JobStore.MIGRATION,
            PolicyStore.MIGRATION,
            ApprovalStore.MIGRATION,
            AgentStore.MIGRATION,
            ScrubCursor.MIGRATION,
            Timetable.MIGRATION,
            UsageSamples.MIGRATION,
            ExperimentTables.MIGRATION,
            ConfigurationStore.MIGRATION);

    static Stores of(Foundation on, TenantStore tenants, List<SignInObserver> observers, Supplier<Policy> initialPolicy) {
        ControlDatabase database = on.database();
        PasswordHash passwords = new PasswordHash(PassphraseStretching.standard().engine(), PasswordHash.STANDARD, on.entropy());
        return new Stores(
                tenants,
                new TokenStore(database, on.clock(), on.entropy()),
                new UserStore(database, on.clock(), passwords),
                new SignInStore(database, on.clock(), on.entropy(), observers),
                new AuditLog(database, on.clock()),
                new SessionRegistry(database, on.clock()),
                new JobStore(database, on.clock(), on.entropy()),
                new PolicyStore(database, initialPolicy),
                new ApprovalStore(database, on.clock(), on.entropy()),
                new AgentStore(database, on.clock(), on.entropy()),
                new ScrubCursor(database),
                new Timetable(database));
    }
}
