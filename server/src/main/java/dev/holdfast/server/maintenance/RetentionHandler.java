package dev.holdfast.server.maintenance;

import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.event.Event;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.job.JobHandler;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobRun;
import dev.holdfast.server.policy.KnownSnapshots;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.policy.RetentionChoice;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forgets what a tenant's rules no longer keep. Space is given back by the next collection. Thread-safe. */
public final class RetentionHandler implements JobHandler {
    private final KnownSnapshots snapshots;
    private final PolicyStore policies;
    private final AuditTrail audit;
    private final EventHub events;
    private final Clock clock;

    /** A snapshot that is gone, as the API tells it. */
    public record Forgotten(String id, boolean forgotten) {}

    public RetentionHandler(KnownSnapshots snapshots, PolicyStore policies, AuditTrail audit, EventHub events, Clock clock) {
        this.snapshots = snapshots;
        this.policies = policies;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public JobKind kind() {
        return JobKind.RETENTION;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        TenantName tenant = run.job().request().tenant();
        RetentionChoice.Known known = snapshots.of(tenant);
        List<Snapshot> chosen = new RetentionChoice(policies.current(tenant).policy(), clock.now()).forgotten(known);
        MetadataService service = snapshots.service(tenant);
        long forgotten = 0;
        long looked = 0;
        for (Snapshot snapshot : chosen) {
            run.progress(looked++, chosen.size(), "snapshots");
            // Refused if it was protected or changed since it was chosen; the next run decides anew.
            if (service.forget(snapshot)) {
                forgotten++;
                tell(run, tenant, snapshot);
            }
        }
        return Map.of("forgotten", forgotten, "kept", known.snapshots().size() - forgotten);
    }

    private void tell(JobRun run, TenantName tenant, Snapshot snapshot) {
        String id = snapshot.id().toString();
        audit.record(Caller.server(), "", new AuditTrail.Act(
                Optional.of(tenant),
                "snapshot.forget",
                id,
                AuditTrail.Outcome.DONE,
                Map.of("job", run.job().id(), "by", run.job().request().by())));
        events.publish(new Event(Event.Topic.SNAPSHOT, tenant, new Forgotten(id, true)));
    }
}
