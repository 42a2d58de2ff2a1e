package dev.holdfast.server.maintenance;

import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.event.Event;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.job.JobHandler;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobRequest;
import dev.holdfast.server.job.JobRun;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.storage.service.SessionOwners;
import dev.holdfast.storage.service.collect.CollectionForecast;
import dev.holdfast.storage.service.collect.CollectionPolicy;
import dev.holdfast.storage.service.collect.CollectionReport;
import dev.holdfast.storage.service.collect.CollectionSite;
import dev.holdfast.storage.service.collect.Collector;
import dev.holdfast.storage.service.collect.Forecast;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gives back the space of what no snapshot of a tenant needs, while its agents go on. Thread-safe. */
public final class CollectHandler implements JobHandler {
    private final Repositories repositories;
    private final Reapers reapers;
    private final PolicyStore policies;
    private final EventHub events;
    private final Entropy entropy;

    public CollectHandler(Repositories repositories, Reapers reapers, PolicyStore policies, EventHub events, Entropy entropy) {
        this.repositories = repositories;
        this.reapers = reapers;
        this.policies = policies;
        this.events = events;
        this.entropy = entropy;
    }

    @Override
    public JobKind kind() {
        return JobKind.COLLECT;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        JobRequest request = run.job().request();
        RepositoryAccess repository = repositories.of(request.tenant());
        if (request.isDryRun()) {
            return foretold(new Forecast(repository.rows(), reapers.of(request.tenant()), policy(request))
                    .of(Set.of(), (stage, done, total) -> run.progress(done, total, stage.name().toLowerCase(Locale.ROOT))));
        }
        CollectionSite site = new CollectionSite(
                repository.rows(),
                repository.chunks(),
                repository.requireConfig().id(),
                SessionOwners.current(),
                entropy,
                repository.fence());
        CollectionReport report = new Collector(site, reapers.of(request.tenant()), policy(request))
                .collect((stage, done, total) -> run.progress(done, total, stage.name().toLowerCase(Locale.ROOT)));
        if (report.deleted().count() > 0) {
            repository.collected();
        }
        Map<String, Object> result = result(report);
        events.publish(new Event(Event.Topic.STORAGE, request.tenant(), result));
        return result;
    }

    private CollectionPolicy policy(JobRequest request) {
        int usual = policies.current(request.tenant()).policy().collection().maxUnusedPercent();
        int percent = request.parameters().get("max_unused_percent") instanceof Integer given ? given : usual;
        return CollectionPolicy.DEFAULT.withGarbageShare(percent / 100.0);
    }

    private static Map<String, Object> foretold(CollectionForecast forecast) {
        return Map.of(
                "dry_run", true,
                "sessions_closed", forecast.sessionsClosed(),
                "packs_swept", forecast.swept(),
                "packs_deleted", forecast.deleted().count(),
                "bytes_deleted", forecast.deleted().bytes(),
                "rewritten", Map.of(
                        "packs", forecast.rewritten().packs(),
                        "chunks", forecast.rewritten().chunks(),
                        "bytes", forecast.rewritten().bytes()),
                "bytes_freed", forecast.bytesFreed(),
                "waiting", Map.of("packs", forecast.waiting().packs().count(), "bytes", forecast.waiting().packs().bytes()),
                "waiting_for", forecast.waiting().sessions().stream().map(SessionId::toString).toList(),
                "damaged", forecast.damaged().stream().map(PackId::toString).toList());
    }

    private static Map<String, Object> result(CollectionReport report) {
        return Map.of(
                "outcome", report.outcome().name().toLowerCase(Locale.ROOT),
                "sessions_closed", report.sessionsClosed(),
                "packs_deleted", report.deleted().count() + report.swept().count(),
                "bytes_deleted", report.deleted().bytes() + report.swept().bytes(),
                "packs_written", report.written().count(),
                "bytes_written", report.written().bytes(),
                "bytes_freed", report.bytesFreed(),
                "waiting_packs", report.waiting().packs().count(),
                "waiting_bytes", report.waiting().packs().bytes(),
                "damaged_packs", report.damaged().size());
    }
}
