package dev.holdfast.server.storage;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Paging;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobState;
import dev.holdfast.server.job.JobStore;
import dev.holdfast.server.job.JobView;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a tenant stores. */
public final class StorageRoutes {
    private static final String PATH = "/api/v1/tenants/{tenant}/storage";
    private static final int MAX_DAMAGED = 100_000;
    private static final int MAX_SAMPLES = 1000;
    private static final long MAX_DAYS = 800;
    /** Among so many jobs of a kind one is looked for that was more than a question. */
    private static final int LOOKED_BACK = 50;

    private final StorageFigures figures;
    private final UsageSamples samples;
    private final FilterFigures filters;
    private final JobStore jobs;
    private final Tenants tenants;
    private final Clock clock;

    /**
     * What a tenant stores; {@code counted} is when its packs were counted, at most seconds ago, and {@code garbage_bytes} is what the
     * last collection left waiting.
     */
    public record StorageView(
            Instant counted,
            long packs,
            long packBytes,
            long condemnedPacks,
            long condemnedBytes,
            OptionalLong garbageBytes,
            long chunks,
            long indexBytes,
            long sourceBytes,
            double dedupRatio,
            long snapshots,
            Optional<FilterFigures.FilterView> filter,
            Optional<JobView> lastCollection,
            Optional<JobView> lastScrub,
            long damagedChunks,
            OptionalLong quotaBytes) {}

    /** What a tenant stored, oldest first. */
    public record History(List<UsageSamples.Sample> samples) {}

    public StorageRoutes(
            StorageFigures figures, UsageSamples samples, FilterFigures filters, JobStore jobs, Tenants tenants, Clock clock) {
        this.figures = figures;
        this.samples = samples;
        this.filters = filters;
        this.jobs = jobs;
        this.tenants = tenants;
        this.clock = clock;
    }

    public List<Route> routes() {
        Access readers = new Access.InTenant(Role.READING);
        return List.of(
                Route.of(Method.GET, PATH, readers, "Show what the tenant stores")
                        .answers(Answer.json(200, "figures of now", StorageView.class))
                        .handle(call -> Reply.json(view(call.tenant()))),
                Route.of(Method.GET, PATH + "/history", readers, "Show what the tenant stored on earlier days")
                        .query("days", "how many days back, up to " + MAX_DAYS)
                        .answers(Answer.json(200, "samples, oldest first", History.class))
                        .handle(call -> Reply.json(history(call))));
    }

    private StorageView view(TenantName tenant) {
        StorageFigures.Counted counted = figures.counted(tenant);
        Census census = counted.census();
        long source = figures.sourceBytes(tenant);
        long bytes = census.live().bytes() + census.condemned().bytes();
        Optional<JobView> collection = last(tenant, JobKind.COLLECT);
        return new StorageView(
                counted.time(),
                census.live().count() + census.condemned().count(),
                bytes,
                census.condemned().count(),
                census.condemned().bytes(),
                garbage(collection),
                census.chunks(),
                census.indexBytes(),
                source,
                bytes == 0 ? 1.0 : Math.round(100.0 * source / bytes) / 100.0,
                census.snapshots().size(),
                filters.of(tenant),
                collection,
                last(tenant, JobKind.SCRUB),
                figures.damagedChunks(tenant, MAX_DAMAGED),
                tenants.require(tenant).limits().quotaBytes());
    }

    private static OptionalLong garbage(Optional<JobView> collection) {
        Optional<Object> waiting = collection.flatMap(JobView::result).map(result -> result.get("waiting_bytes"));
        return waiting.orElse("") instanceof Number bytes ? OptionalLong.of(bytes.longValue()) : OptionalLong.empty();
    }

    private Optional<JobView> last(TenantName tenant, JobKind kind) {
        JobStore.Filter filter = new JobStore.Filter(Optional.of(JobState.SUCCEEDED), Optional.of(kind), Optional.empty());
        return jobs.newest(tenant, filter, Long.MAX_VALUE, LOOKED_BACK).stream()
                .filter(job -> !job.request().isDryRun())
                .findFirst()
                .map(JobView::of);
    }

    private History history(Call call) {
        long days = Math.clamp(Paging.number(call, "days").orElse(90L), 1, MAX_DAYS);
        return new History(samples.since(call.tenant(), clock.now().minus(Duration.ofDays(days)), MAX_SAMPLES));
    }
}
